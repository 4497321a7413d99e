import { method } from '../problem.ts';

/**
 * The independent plan: every source point goes anywhere in the target sample.
 *
 * Source   the baseline of Gushchin et al. 2023 (the benchmark of entropic transport) and of Korotin et al. 2024.
 * Solves   the bridge in the limit ε → ∞.
 * Cost     none.
 * Rate     one step.
 * Needs    nothing.
 * Fails    wherever ε is finite: it knows the target and nothing of where mass should go.
 */
export const independent = method({
  label: 'Independent plan',
  source: 'baseline',
  precision: 'float64',
  params: {},
  solve({ eps, target }) {
    const m = target.points.length / 2;
    const potential = {
      eps,
      logAlpha: new Float64Array(m).fill(-Math.log(m)),
      r: target.points.slice(),
      S: new Float64Array(3 * m),
    };
    return [{ potential, independent: true }];
  },
});
