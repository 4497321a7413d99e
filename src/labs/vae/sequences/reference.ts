import { recurrentTape, stepForward } from './recurrent-tape.ts';
import type { RecurrentWeights } from './recurrent-weights.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const flat = (rows: number[] | number[][]): Float64Array => Float64Array.from(rows.flat());

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  pvrnn_step: ({ tau, w, W_dd, W_dz, b_d, W_pm, b_pm, W_ps, b_ps, a_mu, a_sig, h, eps }) => {
    const [units, latents] = [h.length, eps.length];
    const weights: RecurrentWeights = {
      units,
      latents,
      tau,
      Wdd: flat(W_dd),
      Wdz: flat(W_dz),
      bd: flat(b_d),
      Wpm: flat(W_pm),
      bpm: flat(b_pm),
      Wps: flat(W_ps),
      bps: flat(b_ps),
      Wxd: new Float64Array(units),
      bx: new Float64Array(1),
    };
    // The second step of a sequence: the first has a prior of its own.
    const second = (values: number[]) => Float64Array.from([...values.map(() => 0), ...values]);
    const tape = recurrentTape(weights, 1, 2);
    tape.h[1]!.set(h);
    tape.d[1]!.set(h.map(Math.tanh));
    stepForward(weights, { mu: second(a_mu), sigma: second(a_sig) }, second(eps), tape, 1);
    const [prior, posterior] = [tape.prior[1]!, tape.posterior[1]!];
    const kl = Array.from(prior.mu, (mu, k) => {
      const [p, q] = [Math.exp(prior.logSd[k]!), Math.exp(posterior.logSd[k]!)];
      return Math.log(p / q) + (q * q + (posterior.mu[k]! - mu) ** 2) / (2 * p * p) - 0.5;
    });
    return {
      prior_mu: Array.from(prior.mu),
      prior_sd: Array.from(prior.logSd, Math.exp),
      post_mu: Array.from(posterior.mu),
      post_sd: Array.from(posterior.logSd, Math.exp),
      z: Array.from(tape.z[1]!),
      h_next: Array.from(tape.h[2]!),
      d_next: Array.from(tape.d[2]!),
      kl,
      weighted_kl: (w * kl.reduce((sum, one) => sum + one, 0)) / latents,
    };
  },
};
