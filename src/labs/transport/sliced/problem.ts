import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * The sliced Wasserstein distance of two clouds: the mean over all directions θ of W₂² between their projections on θ.
 *
 *   SW² = E_θ W_θ,   W_θ = W₂²(θᵀX, θᵀY)
 *
 * As an estimate it is repeated, each time with L new directions; as a flow the source moves down the gradient of n·SW.
 *
 * In code      In the paper
 * source       X             n × d
 * target       Y             m × d
 * directions   θ_l           L × d, on the unit sphere
 * distances    W_l
 * control      G_l           control variate: a bound of the distance of two fitted Gaussians
 * mean         μ = E G       known in closed form
 * slope        γ̂             fitted to the same directions
 */
export interface SlicedProblem {
  readonly task: 'estimate' | 'flow';
  readonly dimension: number;
  readonly source: Float64Array;
  readonly target: Float64Array;
  readonly notes: readonly string[];
}

/** How directions are drawn, and which control variate is used. */
export interface Rule {
  readonly directions: 'uniform' | 'spread';
  readonly control: 'none' | 'lower' | 'upper';
}

/** Valid until the next pull. */
export interface Sliced extends Settling {
  readonly rule: Rule;
  /** Estimates of SW²: of every repetition so far, or of this step of the flow. */
  readonly estimates: Float64Array;
  /** Of the last repetition, or of the step that led here. */
  readonly directions: Float64Array;
  readonly distances: Float64Array;
  readonly control: Float64Array;
  readonly mean: number;
  readonly slope: number;
  /** Where the source stands now. */
  readonly points: Float64Array;
  /** n·SW as estimated, and the length of its gradient; NaN for an estimate. */
  readonly loss: number;
  readonly gradientNorm: number;
}

export const method = typedMethod<SlicedProblem, Sliced>();
export const instance = typedInstance<SlicedProblem>();
