import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Evaluation, SlowEvaluation } from './evaluation.ts';

/**
 * Learn a density of images through a code: p(x) = ∫ p(x | z) p(z) dz, where z has L numbers and a network, the decoder,
 * says what the pixels are given z. A second network, the encoder, gives q(z | x) = N(μ, σ²), and both maximise a bound on
 * log p(x), by one optimiser step after the other:
 *
 *   ELBO = −D − R,   D = E_q −log p(x | z)  (distortion),   R = Σ_l KL( q(z_l | x) ‖ p(z_l) )  (rate, in nats).
 *
 *   x      an image of D = height × width pixels in [0, 1]        z    its code, L numbers
 *   μ, σ²  mean and variance of the code, from the encoder        β    weight of the rate in what is minimised
 *   v      variance of a pixel (Gaussian likelihood)              a    condition: attributes or the class
 *   v_l    prior variance of axis l (ARD)                         w_l  relevance of axis l
 */
export interface ImagesProblem {
  readonly height: number;
  readonly width: number;
  /** height × width */
  readonly pixels: number;
  readonly channels: 1;
  readonly train: ImageSet;
  /** Never trained on; every number that is reported is of these. */
  readonly heldOut: ImageSet;
  /** Names of the classes that labels number. */
  readonly classes: readonly string[];
  readonly conditions: Conditions | null;
  /** Numbers from which the images were drawn, when that is known. */
  readonly trueFactors: number | null;
  /** Logits of the attributes of the image at an offset, by a classifier trained apart. */
  readonly oracle: ((images: ArrayLike<number>, offset: number) => number[]) | null;
  /** What `auto` stands for. */
  readonly likelihood: LikelihoodName;
  readonly notes: readonly string[];
}

export type LikelihoodName = 'bernoulli' | 'gaussian';

export interface ImageSet {
  readonly count: number;
  /** count × pixels, row-major. */
  readonly images: Float32Array;
  readonly labels: Uint8Array | null;
}

/** What a conditional model is told of an image: attributes that are on or off, or its class as one of several. */
export interface Conditions {
  readonly kind: 'attributes' | 'labels';
  readonly names: readonly string[];
  /** count × names, 0 or 1. */
  readonly train: Float32Array;
  readonly heldOut: Float32Array;
}

/** Nats a held-out image; the rate is NaN without a posterior. */
export interface TrailPoint {
  readonly step: number;
  readonly distortion: number;
  readonly rate: number;
}

/** What a method yields: the networks after a step, seen through their numbers on the held-out images. */
export interface Autoencoding extends Settling {
  readonly latent: number;
  /** β at this step. */
  readonly klWeight: number;
  readonly likelihood: LikelihoodName;
  /** No posterior: rate and bound do not exist. */
  readonly deterministic: boolean;
  /** The prior's variances were estimated (ARD). */
  readonly adaptive: boolean;
  readonly conditional: boolean;
  /** What `settle` brought home for this step; throws before that. */
  readonly evaluation: Evaluation;
  /** Numbers that cost more than a step, of the last step they were taken at; null before. */
  readonly slow: SlowEvaluation | null;
  /** Distortion and rate at the steps the run was looked at, this one included. */
  readonly trail: readonly TrailPoint[];
  /** Mean images of codes (points × latent), for one condition. */
  readonly decode: (codes: Float32Array, condition: Float32Array | null) => Promise<Float32Array>;
}

export const method = typedMethod<ImagesProblem, Autoencoding>();
export const instance = typedInstance<ImagesProblem>();
