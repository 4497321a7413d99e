import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * Learning from labels of which some are wrong: does the network remember them, or can its features be kept short?
 *
 *   x → 256 units → feature h ∈ R^D → linear classifier, no bias;   masked: logits = W (h ∘ [j ≤ k])
 *
 * In code   In the paper
 * features  D             width of the feature
 * prefix    k             how many of its coordinates, from the first on, are used
 */
export interface NoisyLabels {
  readonly inputs: number;
  readonly classes: number;
  /** Labels given to the learner, `wrong` of them changed. */
  readonly train: LabelledRows;
  readonly wrong: number;
  /** Right labels, on which the prefix is chosen. */
  readonly validation: LabelledRows;
  /** Right labels. */
  readonly test: LabelledRows;
}

export interface LabelledRows {
  readonly count: number;
  /** count × inputs, row-major. */
  readonly x: Float64Array;
  readonly y: Int32Array;
}

/** Valid until the next pull. */
export interface Learner extends Settling {
  readonly epoch: number;
  readonly network: Mlp;
  /** Mean masked cross-entropy of the epoch, nats, with the labels given. */
  readonly loss: number;
}

export const method = typedMethod<NoisyLabels, Learner>();
export const instance = typedInstance<NoisyLabels>();
