import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Points that move until their cloud cannot be told from another one: what a divergence sees, shown by its own slope.
 *
 *   b_i ← b_i − r ∂D(B; A)/∂b_i
 *
 * In code   In the papers
 * target    A                      n × 2, half of it at each mode
 * points    B                      n × 2, standard normal at the start
 * sigma     σ                      width of the Gaussian kernel
 */
export interface Clouds {
  readonly n: number;
  readonly target: Float64Array;
  readonly start: Float64Array;
  /** Centres of the modes of the target. */
  readonly modes: readonly (readonly [number, number])[];
}

/** Valid until the next pull. */
export interface Moving extends Settling {
  readonly points: Float64Array;
  readonly sigma: number;
}

export const method = typedMethod<Clouds, Moving>();
export const instance = typedInstance<Clouds>();
