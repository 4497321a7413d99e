import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * Classification in which a network decides for every input which of its units are worth computing: from the units of the
 * first hidden layer a small predictor says which units of the second will fire.
 *
 * In code      In the paper
 * gates        m    predicted mask of the second hidden layer, one an input
 * target       m*   units that carry the mass of the layer's own output
 * mass         r    share of that mass to be kept
 */
export interface GatedClassification {
  /** inputs, first hidden, second hidden, classes. */
  readonly sizes: readonly [number, number, number, number];
  readonly train: Rows;
  readonly test: Rows;
}

export interface Rows {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
}

/** Logits of the gates: first hidden × second hidden, and biases. */
export interface Predictor {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** What of the layer's output is to be kept. */
export type Target = { readonly mode: 'mass'; readonly mass: number } | { readonly mode: 'top'; readonly k: number };

/** The network after an epoch. Valid until the next pull. */
export interface Gated extends Settling {
  readonly network: Mlp;
  /** Null while, or where, the network is dense. */
  readonly predictor: Predictor | null;
  readonly target: Target | null;
  readonly epoch: number;
  /** Mean cross-entropy of the epoch; mean loss of the gates, NaN while there are none. */
  readonly loss: number;
  readonly gateLoss: number;
}

export const method = typedMethod<GatedClassification, Gated>();
export const instance = typedInstance<GatedClassification>();
