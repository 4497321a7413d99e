import { expectedSquaredWasserstein } from '../divergence-formulas.ts';
import { method } from '../problem.ts';
import { simulate } from '../simulate.ts';

/**
 * Squared 2-Wasserstein distance between the laws of training and test features, layer by layer: for each simulated
 * training set |A (W − μ)|² + σ² tr(AAᵀ) (1 − √(1 − 1/n))² (both laws are Gaussian with proportional covariances),
 * averaged over the sets. It scales with the map, so a layer in the middle may have the least of it (the funnel).
 *
 * He & Goldfeld 2024, arXiv 2404.03176. Departs: the paper's bound is in W₁; W₂, which is closed here, bounds it above.
 */
export const wasserstein = method({
  label: 'Wasserstein',
  source: 'He & Goldfeld 2024, arXiv 2404.03176',
  precision: 'float64',
  params: {},
  solve(problem, _params, run) {
    const { d, n, sigma, layers } = problem;
    const closed = Float64Array.from(layers, ({ squaredNorm }) => expectedSquaredWasserstein(squaredNorm, n, sigma));
    return simulate(problem, run.noise, 'w2', closed, (offset, l) => {
      const { width, map, squaredNorm } = layers[l]!;
      run.count('multiply-add', width * d);
      let squared = 0;
      for (let r = 0; r < width; r++) {
        let dot = 0;
        for (let k = 0; k < d; k++) dot += map[r * d + k]! * offset[k]!;
        squared += dot * dot;
      }
      return squared + sigma ** 2 * squaredNorm * (1 - Math.sqrt(1 - 1 / n)) ** 2;
    });
  },
});
