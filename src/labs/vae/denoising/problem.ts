import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Noise of unknown, uneven strength on images whose law is nearly known:
 *
 *   y = x + σ_p ε,   x ~ N(μ, C) by assumption,   σ_p unknown, pixel by pixel
 *
 * and what is wanted is x, with its uncertainty, and σ.
 *
 * In code      In the paper
 * noisy        y            count × pixels
 * estimate     m            mean of the posterior of x
 * variance     s²           its variance, pixel by pixel
 * noiseSd      1/√E φ       φ: precision of the noise, Gamma(α, β) by pixel
 * eigen        -            of C + 1e-4 I: what the denoiser D is made of
 */
export interface NoisyImages {
  readonly count: number;
  readonly side: number;
  readonly pixels: number;
  readonly clean: Float64Array;
  readonly noisy: Float64Array;
  /** True standard deviation of the noise, by pixel; the same for all images. */
  readonly noiseSd: Float64Array;
  /** Mean of the training images. */
  readonly mean: Float64Array;
  /** Variances and orthonormal directions (columns of pixels × pixels) of the training images. */
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Valid until the next pull. */
export interface Denoising extends Settling {
  /** count × pixels. */
  readonly estimate: Float64Array;
  /** Variance of the posterior; null where a method gives none. */
  readonly variance: Float64Array | null;
  /** Estimated standard deviation of the noise, by pixel, averaged over images where each has its own; null if assumed. */
  readonly noiseSd: Float64Array | null;
}

export const method = typedMethod<NoisyImages, Denoising>();
export const instance = typedInstance<NoisyImages>();
