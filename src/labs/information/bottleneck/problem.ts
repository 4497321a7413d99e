import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * A code Z of X that keeps what says something about Y and little else: the information bottleneck, learnt.
 *
 *   min_θ  E[−log q(y|z)] + β · (bound or estimate of I(Z;X))
 *
 * In code   In the papers
 * x, y      inputs (count × inputs) and targets: class numbers, or real values
 * clean     f(x), the target without its noise; the class again for classes
 * encoder   x → μ, or (μ, a) with s = softplus(a − 5)          p(z|x) = N(μ, diag s²) (Alemi et al. 2017)
 * decoder   z → outputs: one logit a class, or one value       q(y|z)
 * beta      β                                                  price of a nat of rate
 * kernels   σ_x, σ_y, σ_t (Yu et al. 2024)                     widths of Gaussian kernels
 *
 * Informations are shown in bits; losses and divergences in nats.
 */
export interface Task {
  readonly kind: 'classes' | 'regression';
  readonly inputs: number;
  /** Classes, or 1. */
  readonly outputs: number;
  readonly train: Sample;
  readonly test: Sample;
  /** Step of the attack on the inputs, in the unit of x. */
  readonly epsilon: number;
  /** f along the first coordinate, the others at 0, in the unit of y; null for classes. */
  readonly alongFirst: ((x1: number) => number) | null;
  /** Seed of the noise with which stochastic codes are measured: the same in every measurement. */
  readonly noiseSeed: number;
  readonly notes: readonly string[];
}

export interface Sample {
  readonly count: number;
  /** count × inputs, row-major. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly clean: Float64Array;
}

export interface Kernels {
  readonly x: number;
  readonly y: number;
  readonly t: number;
}

/** An encoder with its decoder, and how its code is read. */
export interface Model {
  readonly encoder: Mlp;
  readonly decoder: Mlp;
  readonly latent: number;
  /** A Gaussian around μ, or μ itself. */
  readonly code: 'gaussian' | 'mean';
  /** What a deterministic code counts as its rate: ½|μ|², or nothing. */
  readonly rate: 'norm' | 'none';
  /** What outputs of a classifier are: logits, or values near the one-hot target. */
  readonly outputs: 'logits' | 'values';
  readonly beta: number;
  /** Draws of the code that a stochastic prediction averages. */
  readonly samples: number;
  readonly kernels: Kernels;
}

/** Valid until the next pull. */
export interface Trained extends Model, Settling {
  readonly phase: string;
  readonly epoch: number;
  /** Mean over the epoch's batches of what is minimised, nats (as the method computed it). */
  readonly objective: number;
  /** Models of a sweep that are done. */
  readonly finished: readonly Model[];
}

export const method = typedMethod<Task, Trained>();
export const instance = typedInstance<Task>();
