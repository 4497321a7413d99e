import { createKernelSweeps } from '../../../math/kernel-sweeps.ts';
import { sinkhornPotentials } from '../../../math/sinkhorn-potentials.ts';
import { checkEps, costsTo } from './costs-to.ts';
import type { LossTerm } from './fitting-term.ts';
import type { MapCost } from './problem.ts';

/** The Monge gap (1/n) Σ c(x_i, T_i) − W_ε(X, T) with W_ε in its KL form. Uscidda & Cuturi 2023. */
export function createGapTerm(source: Float64Array, cost: MapCost, eps: number): LossTerm {
  checkEps(eps);
  const n = source.length / 2;
  const equal = new Float64Array(n).fill(1 / n);
  const sinkhorn = sinkhornPotentials(equal, equal, eps);
  const sweep = createKernelSweeps(sinkhorn, eps);
  const C = new Float64Array(n * n);
  const slope = cost === 'squaredEuclidean' ? () => 2 : (k: number) => 1 / C[k]!;
  return {
    start(image, sweeps) {
      costsTo(cost, source, image, C);
      return sinkhorn.update(C, sweeps) + 2 * n * n * sweeps;
    },
    update(image, sweeps) {
      costsTo(cost, source, image, C);
      return sweep(C, sweeps) + 2 * n * n * sweeps;
    },
    addGradient(image, factor, out) {
      const { plan } = sinkhorn;
      for (let l = 0, k = 0; l < n; l++) {
        const [x, y] = [source[2 * l]!, source[2 * l + 1]!];
        for (let i = 0; i < n; i++, k++) {
          // What the map pays on the diagonal, less what the plan would.
          const mass = (i === l ? 1 / n : 0) - plan[k]!;
          if (mass === 0) continue;
          const pull = factor * mass * slope(k);
          out[2 * i] = out[2 * i]! + pull * (image[2 * i]! - x);
          out[2 * i + 1] = out[2 * i + 1]! + pull * (image[2 * i + 1]! - y);
        }
      }
    },
    value() {
      let paid = 0;
      for (let i = 0; i < n; i++) paid += C[i * n + i]! / n;
      return paid - sinkhorn.klForm();
    },
  };
}
