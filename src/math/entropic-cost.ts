import { type Ground, pairwiseCosts } from './pairwise-costs.ts';
import { sinkhornPotentials } from './sinkhorn-potentials.ts';

export interface EntropicRules {
  /** Bound on Σ|P1 − a|. */
  readonly tolerance?: number;
  readonly mostSweeps?: number;
}

/** Sweeps between two looks at the marginals. */
const BLOCK = 20;

/** ⟨P, C⟩ + ε KL(P | abᵀ) of the entropic plan between two clouds of points of equal weight (row-major), by Sinkhorn's iterations from zero. */
export function entropicCost(
  ground: Ground,
  x: Float64Array,
  y: Float64Array,
  dimension: number,
  eps: number,
  { tolerance = 1e-7, mostSweeps = 4000 }: EntropicRules = {},
): number {
  const n = x.length / dimension;
  const m = y.length / dimension;
  const C = pairwiseCosts(ground, x, y, dimension, 1);
  const sinkhorn = sinkhornPotentials(new Float64Array(n).fill(1 / n), new Float64Array(m).fill(1 / m), eps);
  for (let done = 0; done < mostSweeps; done += BLOCK) {
    sinkhorn.update(C, BLOCK);
    let error = 0;
    for (let i = 0, k = 0; i < n; i++) {
      let row = 0;
      for (let j = 0; j < m; j++, k++) row += sinkhorn.plan[k]!;
      error += Math.abs(row - 1 / n);
    }
    if (!(error > tolerance)) break;
  }
  return sinkhorn.klForm();
}

/** S_ε = W_ε(x, y) − ½ W_ε(x, x) − ½ W_ε(y, y) under the squared distance. Feydy et al. 2019. */
export function sinkhornDivergence(
  x: Float64Array,
  y: Float64Array,
  dimension: number,
  eps: number,
  rules?: EntropicRules,
  ofTarget = entropicCost('squaredEuclidean', y, y, dimension, eps, rules),
): number {
  const between = entropicCost('squaredEuclidean', x, y, dimension, eps, rules);
  const within = entropicCost('squaredEuclidean', x, x, dimension, eps, rules);
  return between - 0.5 * (within + ofTarget);
}
