import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * A map T of the plane that carries one cloud to another and, of all that do, pays least:
 *
 *   min_T  (1/n) Σ c(x_i, T(x_i))    with T♯μ = ν
 *
 * where μ and ν are known by samples, and fit is measured by the Sinkhorn divergence.
 *
 * In code      In the paper
 * cost         c             |x − y|² or |x − y|
 * source       x_i ~ μ       n × 2; the reference ρ of the gap is μ
 * target       y_j ~ ν       m × 2
 * image        T(x_i)        n × 2
 * fitScale     —             mean squared distance within the target, the unit of ε′
 * gapScale     —             mean cost between source and target, the unit of ε
 */
export interface MapProblem {
  readonly kind: 'gaussians' | 'moonToRoll' | 'clouds' | 'user';
  readonly cost: MapCost;
  readonly source: Float64Array;
  readonly target: Float64Array;
  readonly fitScale: number;
  readonly gapScale: number;
  /** The optimal map, where it is known in closed form. */
  readonly truth: AffineMap | null;
  /** Exact moments of both sides, where they are Gaussian. */
  readonly moments: { readonly source: Moments; readonly target: Moments } | null;
  /** Source points that no method sees, where the truth is known. */
  readonly heldOut: Float64Array;
}

export const COSTS = ['squaredEuclidean', 'euclidean'] as const;
export type MapCost = (typeof COSTS)[number];

/** x ↦ shift + M x. */
export interface AffineMap {
  /** 2 × 2, row-major. */
  readonly M: Float64Array;
  readonly shift: Float64Array;
}

export interface Moments {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** A map. Valid until the next pull. */
export interface LearntMap extends Settling {
  /** T(x_i) of the source points. */
  readonly image: Float64Array;
  /** T of any points, rows of 2. */
  readonly apply: (points: Float64Array) => Float64Array;
}

export const method = typedMethod<MapProblem, LearntMap>();
export const instance = typedInstance<MapProblem>();
