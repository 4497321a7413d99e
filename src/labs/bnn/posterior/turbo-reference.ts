import { chainMessages, logit, sigmoid } from '../../../math/support-chain.ts';
import { createSupportGrid } from '../../../math/support-grid.ts';
import { createBeliefs, priorBound, updatePrecisions, updateSupport } from './turbo-updates.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

/** Entries on Turbo-VBI: one closed sweep, a support chain, a grid of chains. */
export const turboReference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  'turbo-step': ({ mu, s2, ps, pi, hyper }) => {
    const prior = { a: hyper[0], b: hyper[1], aBar: hyper[2], bBar: hyper[3] };
    const beliefs = createBeliefs(mu.length, 0, 0);
    beliefs.active.set(ps);
    beliefs.message.set(pi.map(logit));
    const variance = Float64Array.from(s2);
    const second = variance.map((v, k) => v + mu[k] ** 2);
    updatePrecisions(beliefs, second, prior);
    const before = priorBound(beliefs, second, variance, prior);
    updateSupport(beliefs, prior);
    return {
      a_tilde: [...beliefs.shape],
      b_tilde: [...beliefs.rate],
      Erho: [...beliefs.precision],
      Elogrho: [...beliefs.logPrecision],
      llr: [...beliefs.evidence],
      ps_new: [...beliefs.active],
      elbo_before: before,
      elbo_after: priorBound(beliefs, second, variance, prior),
    };
  },
  chain: ({ evidence, p01, p10 }) => {
    const odds = Float64Array.from(evidence, logit);
    const out = new Float64Array(odds.length);
    const layout = { chains: 1, length: odds.length, chainStride: odds.length, placeStride: 1 };
    chainMessages(odds, { p01, p10 }, layout, out);
    return { extrinsic: Array.from(out, sigmoid), posterior: Array.from(out, (one, k) => sigmoid(one + odds[k]!)) };
  },
  grid: ({ evidence, row, col, sweeps }) => {
    const columns = evidence[0].length;
    const odds = Float64Array.from(evidence.flat(), logit);
    const grid = createSupportGrid(evidence.length, columns);
    grid.pass(odds, { row: { p01: row[0], p10: row[1] }, column: { p01: col[0], p10: col[1] } }, sweeps);
    const matrix = (values: Float64Array) =>
      evidence.map((_: number[], r: number) => [...values.subarray(r * columns, (r + 1) * columns)]);
    return {
      extrinsic: matrix(grid.extrinsic.map(sigmoid)),
      posterior: matrix(grid.extrinsic.map((one, k) => sigmoid(one + odds[k]!))),
    };
  },
};
