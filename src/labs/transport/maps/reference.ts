import { type EntropicRules, entropicCost } from '../../../math/entropic-cost.ts';
import { pairwiseCosts } from '../../../math/pairwise-costs.ts';
import { sinkhornPotentials } from '../../../math/sinkhorn-potentials.ts';
import { createFittingTerm } from './fitting-term.ts';
import { displacement, exactGap } from './measure-map.ts';
import type { MapCost } from './problem.ts';

/**
 * The file's gaps are the primal values after so many sweeps. For its smaller ε that is not yet the fixed point, which is 1.0e-5
 * (squared) and 5.3e-6 (Euclidean) lower: see the test.
 */
const SAMPLE_SWEEPS = 20_000;
const SETTLED: EntropicRules = { tolerance: 1e-12, mostSweeps: 100_000 };

const flat = (rows: number[][]) => Float64Array.from(rows.flat());
const costOf = (name: string): MapCost => (name === 'l2' ? 'euclidean' : 'squaredEuclidean');

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
export const reference: Record<string, (inputs: any) => Record<string, unknown>> = {
  'mongeGap/exact': ({ X, TX, cost }) => ({ gap: exactGap(costOf(cost), flat(X), flat(TX)) }),
  'mongeGap/samples': ({ X, TX, cost, eps }) => {
    const n = X.length;
    const [x, image] = [flat(X), flat(TX)];
    const a = new Float64Array(n).fill(1 / n);
    const { plan, update } = sinkhornPotentials(a, a, eps);
    const C = pairwiseCosts(costOf(cost), x, image, 2, 1);
    update(C, SAMPLE_SWEEPS);
    let value = 0;
    plan.forEach((p, k) => {
      if (p > 0) value += p * (C[k]! + eps * Math.log(p));
    });
    const entropyForm = displacement(costOf(cost), x, image) - value;
    return { kl_form: entropyForm - 2 * eps * Math.log(n), entropy_form: entropyForm };
  },
  'divergence/sinkhorn': ({ X, Y, eps }) => {
    const [x, y] = [flat(X), flat(Y)];
    const between = (a: Float64Array, b: Float64Array) => entropicCost('squaredEuclidean', a, b, 2, eps, SETTLED);
    const [xy, xx, yy] = [between(x, y), between(x, x), between(y, y)];
    // The gradient is the one that maps are trained with.
    const term = createFittingTerm(y, X.length, eps);
    term.start(x, 5000);
    const gradient = new Float64Array(x.length);
    term.addGradient(x, 1, gradient);
    return {
      ot_xy: xy,
      ot_xx: xx,
      ot_yy: yy,
      divergence: xy - (xx + yy) / 2,
      grad_x: X.map((_: unknown, i: number) => Array.from(gradient.subarray(2 * i, 2 * i + 2))),
    };
  },
};
