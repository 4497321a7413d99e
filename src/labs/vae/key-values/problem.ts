import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Classification of a stream: tasks with classes of their own come one after another, are trained on for some epochs and
 * never come back; what counts is the accuracy on all classes. The features e = enc(x) are frozen.
 *
 * In code      In the paper
 * features     e = enc(x)   count × width; here principal components of the images
 * tasks        -            classes of each task, in the order of the stream
 * heads        C            projections, each with a codebook of its own
 * keys         N            keys of a head, d_k long (keySize)
 * values       V            one row of classes for every key: all that is trained
 */
export interface Stream {
  readonly width: number;
  readonly classes: number;
  readonly train: Part;
  readonly test: Part;
  readonly tasks: readonly (readonly number[])[];
  /** Passes over the images of each task. */
  readonly epochs: number;
}

export interface Part {
  readonly count: number;
  /** count × width. */
  readonly features: Float64Array;
  readonly labels: Uint8Array;
}

/** A learner after an epoch. Valid until the next pull. */
export interface Learned extends Settling {
  /** The task just trained on, from 0, and the epochs spent on it. */
  readonly task: number;
  readonly epoch: number;
  /** Logits of the test images, count × classes. */
  readonly scores: Float64Array;
  /** Test accuracy of every class after each epoch so far. */
  readonly history: readonly Float64Array[];
  /** The discrete bottleneck; null where a method has none. */
  readonly bottleneck: Bottleneck | null;
}

export interface Bottleneck {
  readonly heads: number;
  readonly keys: number;
  readonly keySize: number;
  /** heads × width × keySize, fixed. */
  readonly projections: Float64Array;
  /** heads × keys × keySize, frozen before the stream begins. */
  readonly keyTable: Float64Array;
  /** heads × keys × classes. */
  readonly values: Float64Array;
  /** Key fetched by every head for every training image, count × heads. */
  readonly fetched: Int32Array;
}

export const method = typedMethod<Stream, Learned>();
export const instance = typedInstance<Stream>();
