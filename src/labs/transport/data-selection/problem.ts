import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Random } from '../../../math/random.ts';

/**
 * How much of which source to buy: providers show small samples, and the accuracy of a model trained on n points of a
 * mixture is to be foretold from samples of sizes n₀ < n₁ < n.
 *
 * In code     In the paper
 * share       q    share of the first source in a mixture
 * small       n₀
 * large       n₁
 * goal        n
 */
export interface MixtureSelection {
  readonly dimension: number;
  readonly classes: number;
  /** Shares of the first source that are looked at, ascending. */
  readonly shares: Float64Array;
  readonly small: number;
  readonly large: number;
  readonly goal: number;
  readonly learner: 'logistic' | 'nearest';
  /** A training sample of so many points: round(share · count) of the first source, then the second. */
  readonly draw: (share: number, count: number, random: Random) => Sample;
  /** Balanced; accuracies are measured on it. */
  readonly validation: Sample;
  /** The part of it that distances are measured to. */
  readonly matched: Sample;
  readonly seed: number;
}

export interface Sample {
  readonly count: number;
  /** count × dimension. */
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
  /** Points of the first source come first. */
  readonly ofFirst: number;
}

/** Means over the draws so far, one entry a mixture. Valid until the next pull. */
export interface Forecast extends Settling {
  readonly draws: number;
  readonly accuracySmall: Float64Array;
  readonly accuracyLarge: Float64Array;
  /** Label-aware transport cost to validation at both sizes; NaN for methods that do not use it. */
  readonly distanceSmall: Float64Array;
  readonly distanceLarge: Float64Array;
  /** ∂ distance / ∂ share at the larger size, from dual potentials; NaN for a mixture of one source. */
  readonly distanceSlope: Float64Array;
  /** Indices of the mixtures whose accuracies the method was shown. */
  readonly fittedAt: Int32Array;
  /** The first stage at the larger size, and the forecast at the goal. */
  readonly interpolated: Float64Array;
  readonly forecast: Float64Array;
  /** d forecast / d share; NaN where unknown. */
  readonly slope: Float64Array;
}

export const method = typedMethod<MixtureSelection, Forecast>();
export const instance = typedInstance<MixtureSelection>();
