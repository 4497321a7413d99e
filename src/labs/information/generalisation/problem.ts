import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * Which number tells how badly a model generalises? A grid of classifiers with a stochastic code is trained on the same few
 * examples; the gap between test and training loss is ranked against a measure of each model.
 *
 *   Z = μ(x) + s(x) ε,   ε ~ N(0, I),   logits = W Z + b;   gap ≲ √((I(X;Z|Y) + I(φ;S))/n)
 *
 * In code          In the paper
 * encoder          φ               the two networks μ and s
 * train            S               the n examples the models are trained on
 * measure                          I(X;Z|Y), I(X;Z), its bound, or the number of parameters
 */
export interface Clusters {
  readonly classes: number;
  readonly train: LabelledPoints;
  readonly test: LabelledPoints;
}

/** Points of the plane, count × 2, class after class in equal numbers. */
export interface LabelledPoints {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Int32Array;
}

export interface StochasticClassifier {
  readonly code: number;
  readonly mean: Mlp;
  /** Its outputs, through a softplus, are the standard deviations of the code. */
  readonly spread: Mlp;
  readonly classifier: Mlp;
}

export interface Model {
  readonly width: number;
  readonly decay: number;
  readonly network: StochasticClassifier;
  /** What the method measures of it: nats, or a count. */
  readonly measure: number;
}

/** All models trained so far, the newest last. */
export interface ModelGrid extends Settling {
  readonly models: readonly Model[];
}

export const method = typedMethod<Clusters, ModelGrid>();
export const instance = typedInstance<Clusters>();
