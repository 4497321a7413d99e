import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';
import type { Random } from '../../../math/random.ts';

/**
 * Codes of several views of every image: the views of one should agree, different images should lie apart.
 *
 *   ẑ = z/|z|,   c_b = mean of ẑ over the N views of image b,   max ‖C‖_* = Σ singular values of the centroids C
 *
 * In code     In the paper
 * batch       B             images at a time
 * views       N             views of each
 * codeSize    C             coordinates of a code
 */
export interface Representation {
  readonly batch: number;
  readonly views: number;
  readonly codeSize: number;
  /** null: the codes themselves are optimised. */
  readonly images: Images | null;
}

export interface Images {
  readonly side: number;
  readonly classes: number;
  /** Images the encoder learns from, without their labels. */
  readonly train: LabelledImages;
  /** Views of other images: the first lot fits the linear probe, the second tests it. */
  readonly probe: LabelledImages;
  readonly test: LabelledImages;
  /** Views of the first `batch` training images, image after image: what the metrics look at. */
  readonly fixed: Float64Array;
  /** Writes a new view of one image to `out` at `at`. */
  readonly drawView: (image: Float64Array, out: Float64Array, at: number, random: Random) => void;
}

/** One image a row, side² pixels. */
export interface LabelledImages {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Int32Array;
}

/** Valid until the next pull. */
export interface Codes extends Settling {
  /** batch × views × codeSize, not normalised, where the codes are free; else null. */
  readonly free: Float64Array | null;
  readonly encoder: Mlp | null;
}

export const method = typedMethod<Representation, Codes>();
export const instance = typedInstance<Representation>();
