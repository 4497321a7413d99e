import { number } from '../../../../params/descriptor.ts';
import { learn, learningParams } from '../learning.ts';
import { prefixLaw } from '../prefix-law.ts';
import { method } from '../problem.ts';

/**
 * Only the first k coordinates of the feature are used, k drawn anew for every example and step with
 *
 *   p(k) ∝ exp(−(k/s)²),  k = 1 … D,
 *
 * so that the coordinates come to be ordered by how much they matter, and what remembers wrong labels ends up in the tail.
 *
 * Chen, Hu, Shen, Ai & Suykens 2022, arXiv 2206.13140 (nested dropout: Rippel, Gelbart & Adams 2014).
 * Departs: without the Co-teaching stage that the paper adds.
 */
export const nestedDropout = method({
  label: 'Nested dropout',
  source: 'Chen et al. 2022, arXiv 2206.13140',
  precision: 'float64',
  params: {
    ...learningParams,
    prefixScale: number({ label: 'Scale of the prefix', symbol: 's', min: 2, max: 128, default: 24, scale: 'log' }),
  },
  solve(problem, params, run) {
    const { features } = params;
    let scale = params.prefixScale;
    let cumulative = prefixLaw(features, scale);
    return learn(
      problem,
      params,
      (factors, random) => {
        if (params.prefixScale !== scale) {
          scale = params.prefixScale;
          cumulative = prefixLaw(features, scale);
        }
        const u = random();
        let k = 0;
        while (k < cumulative.length - 1 && cumulative[k]! < u) k++;
        factors.fill(1, 0, k + 1);
        factors.fill(0, k + 1);
      },
      run,
    );
  },
});
