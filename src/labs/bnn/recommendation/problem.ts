import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Recommendation from implicit feedback: of every user some items are known to be liked, others are held out. A model gives
 * every user and every item a vector; the score of an item for a user is their inner product.
 *
 * In code     In the paper
 * width       d     coordinates of a vector
 * likes       i⁺    items a user is known to like
 * masks       -     which entries of the two tables exist
 */
export interface Feedback {
  readonly users: number;
  readonly items: number;
  /** Items each user is known to like, and those held out. */
  readonly likes: readonly Int32Array[];
  readonly heldOut: readonly Int32Array[];
  /** users × items: 1 where a like is known. */
  readonly known: Uint8Array;
  /** Known likes of every item. */
  readonly popularity: Int32Array;
}

export interface Table {
  readonly rows: number;
  /** rows × width, row-major; 0 where the mask is. */
  readonly values: Float64Array;
  readonly mask: Uint8Array;
  /** Entries exchanged in the last exchange. */
  readonly dropped: readonly number[];
  readonly grown: readonly number[];
}

/** The model after a batch. Valid until the next pull. */
export interface Factors extends Settling {
  readonly width: number;
  readonly users: Table;
  readonly items: Table;
  /** Mean −ln σ(u·i⁺ − u·i⁻) of the batch. */
  readonly loss: number;
  readonly epoch: number;
}

export const method = typedMethod<Feedback, Factors>();
export const instance = typedInstance<Feedback>();
