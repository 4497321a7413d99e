import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * Classification by one network for all methods, whose hidden layers are to become sparse with a structure: whole neurons
 * that are not used, or N of every M consecutive weights of a neuron.
 *
 * In code   In the papers
 * k         k     neurons of a hidden layer that may stay
 * norms     n_g   lengths of the neurons' incoming weights
 */
export interface SparseClassification {
  /** Widths, input and output included. */
  readonly sizes: readonly number[];
  readonly train: Rows;
  readonly test: Rows;
}

export interface Rows {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
}

/** The network after an epoch. Valid until the next pull. */
export interface Structured extends Settling {
  /** As it computes: masks and decay applied. */
  readonly network: Mlp;
  readonly epoch: number;
  /** Mean cross-entropy of the epoch. */
  readonly loss: number;
  /** Neurons that a hidden layer may keep. */
  readonly k: number;
  /** N:M masks of the hidden layers in the layout of the network's weights; null for methods that keep neurons. */
  readonly pattern: Pattern | null;
}

export interface Pattern {
  readonly N: number;
  readonly M: number;
  readonly masks: readonly Uint8Array[];
  /** What masked weights are multiplied by. */
  readonly softness: number;
  /** Changes of a mask from batch to batch, a mean over the epoch. */
  readonly flips: number;
  /** Variance over the batches of the epoch of the gradient at masked weights, their mean; NaN where none is masked. */
  readonly gradientNoise: number;
}

export const method = typedMethod<SparseClassification, Structured>();
export const instance = typedInstance<SparseClassification>();
