import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Few-shot regression: every episode has its own weights θ ~ N(μ*, diag σ*²) and shows a few noisy pairs
 * y = x·θ + s ε; others of the same episode are to be predicted. What can be learned over episodes is μ* and σ*.
 *
 * In code      In the paper
 * features     d     length of θ
 * shots        -     pairs an episode shows
 * centre       μ     the true mean of θ over episodes
 * spread       Σ     the true standard deviations of θ, a coordinate each
 */
export interface FewShot {
  readonly features: number;
  readonly shots: number;
  /** Standard deviation s of the noise. */
  readonly noise: number;
  readonly centre: Float64Array;
  readonly spread: Float64Array;
  /** A further episode at every call; the stream is the caller's. */
  readonly draw: (random: () => number) => Episode;
  /** Episodes nobody learns from. */
  readonly unseen: readonly Episode[];
}

export interface Pairs {
  readonly count: number;
  /** count × features, row-major. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface Episode {
  readonly theta: Float64Array;
  readonly support: Pairs;
  readonly query: Pairs;
}

/** What a learner makes of the pairs an episode shows. */
export interface Adapted {
  readonly mean: Float64Array;
  /** Posterior standard deviations of θ; null for methods that give a point. */
  readonly spread: Float64Array | null;
}

/** A learner after a step. Valid until the next pull. */
export interface FewShotLearner extends Settling {
  /** Where adaptation starts: the prior mean, or the common initial weights. */
  readonly start: Float64Array;
  /** Prior standard deviations; null for methods without a prior over episodes. */
  readonly spread: Float64Array | null;
  /** Episodes seen so far. */
  readonly episodes: number;
  /** Objective of the last step, a mean over its episodes. */
  readonly loss: number;
  readonly adapt: (support: Pairs) => Adapted;
}

export const method = typedMethod<FewShot, FewShotLearner>();
export const instance = typedInstance<FewShot>();
