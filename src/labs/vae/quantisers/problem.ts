import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Lossy compression of images: each is replaced by numbers of codewords, of which there are few, and decoded as the
 * codewords. Rate, the entropy of the numbers, is paid for distortion, the mean squared error of a pixel.
 *
 * In code      In the paper
 * groups       M            parts of a vector with a codebook each; here consecutive pixels
 * codes        K            codewords of a codebook
 * levels       L            quantisers, each of what the earlier ones left
 * chosen       k            numbers of the codewords, count × groups
 */
export interface Images {
  readonly side: number;
  readonly pixels: number;
  readonly train: Part;
  readonly test: Part;
}

export interface Part {
  readonly count: number;
  /** count × pixels, from 0 to 1. */
  readonly images: Float64Array;
}

export interface Level {
  /** groups × codes × (pixels / groups). */
  readonly codebooks: Float64Array;
  /** count × groups. */
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Codebooks and what they make of the images. Valid until the next pull. */
export interface Quantised extends Settling {
  readonly groups: number;
  readonly codes: number;
  readonly levels: readonly Level[];
  /** Numbers that a decoder has to hold. */
  readonly stored: number;
  /** Share of the training images' numbers that the last step changed. */
  readonly changed: number;
}

export const method = typedMethod<Images, Quantised>();
export const instance = typedInstance<Images>();
