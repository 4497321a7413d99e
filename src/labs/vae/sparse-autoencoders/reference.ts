import type { Weights } from './problem.ts';
import { createSparseTape, sparseLoss } from './sparse-loss.ts';
import { zeroWeights } from './weights.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const flat = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat());
const nested = (values: Float64Array, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, r) => [...values.subarray(r * columns, (r + 1) * columns)]);

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  vsae_step: ({ k, kl_coeff, x, eps, W_enc, b_enc, W_var, b_var, W_dec, b_dec }) => {
    const [rows, d, m] = [x.length, x[0].length, b_enc.length];
    const biases = { be: Float64Array.from(b_enc), bd: Float64Array.from(b_dec), bv: Float64Array.from(b_var) };
    const weights: Weights = { d, m, We: flat(W_enc), Wd: flat(W_dec), Wv: flat(W_var), ...biases };
    const tape = createSparseTape(rows, weights, k);
    const g = zeroWeights(weights);
    const dead = new Uint8Array(m);
    const options = { k, price: kl_coeff, noise: flat(eps), dead };
    const { loss, reconstruction, divergence } = sparseLoss(weights, flat(x), rows, options, tape, g);
    const sets = Array.from({ length: rows }, (_, r) =>
      [...tape.kept.subarray(r * k, (r + 1) * k)].sort((i, j) => i - j),
    );
    const features = nested(tape.z, m).map((row, r) => row.map((value, j) => (sets[r]!.includes(j) ? value : 0)));
    return {
      mu: nested(tape.mean, m),
      logvar: nested(tape.logVariance, m).map((row) => row.map((value) => Math.max(-6, Math.min(2, value)))),
      z: nested(tape.z, m),
      topk_sets: sets,
      features,
      x_hat: nested(tape.output, d),
      recon: reconstruction,
      kl: divergence,
      loss,
      grad_b_enc: [...g.be],
      grad_b_var: [...g.bv!],
      grad_W_dec: nested(g.Wd, d),
    };
  },
};
