import { expectedKl } from '../divergence-formulas.ts';
import { method } from '../problem.ts';
import { simulate } from '../simulate.ts';

/**
 * Kullback-Leibler divergence between the laws of training and test features, layer by layer: for each simulated
 * training set that of N(A W, σ²(1 − 1/n) AAᵀ) from N(A μ, σ² AAᵀ) on the row space of A (rank r),
 *
 *   ½ [ r (1 − 1/n) − r − r ln(1 − 1/n) ] + |P (W − μ)|² / 2σ²,   P the projection onto the row space,
 *
 * averaged over the sets. It depends on the layer through its rank alone, so it cannot grow with depth.
 *
 * He & Goldfeld 2024, arXiv 2404.03176, section on the binary Gaussian model.
 */
export const klDivergence = method({
  label: 'Kullback-Leibler',
  source: 'He & Goldfeld 2024, arXiv 2404.03176',
  precision: 'float64',
  params: {},
  solve(problem, _params, run) {
    const { d, n, sigma, layers } = problem;
    const closed = Float64Array.from(layers, ({ rank }) => expectedKl(rank, n));
    return simulate(problem, run.noise, 'kl', closed, (offset, l) => {
      const { rank, basis } = layers[l]!;
      run.count('multiply-add', rank * d);
      let squared = 0;
      for (let r = 0; r < rank; r++) {
        let dot = 0;
        for (let k = 0; k < d; k++) dot += basis[r * d + k]! * offset[k]!;
        squared += dot * dot;
      }
      return 0.5 * rank * (-1 / n - Math.log1p(-1 / n)) + squared / (2 * sigma ** 2);
    });
  },
});
