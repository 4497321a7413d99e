import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Dual } from './dual.ts';

/**
 * An expectation over random choices, as a program, and the gradient of its value by the parameters of the choices:
 *
 *   L(θ) = E_{z ~ q_θ}[ f(z, θ) ];   for a posterior f = log p(x, z) − log q_θ(z), and L ≤ log p(x)
 *
 * Every random choice is a site, which goes on with the rest of the program (its continuation) and gives back an unbiased
 * estimate of L with an unbiased estimate of its gradient as the tangent. How it does so is the method.
 *
 * In code        In the paper
 * theta          θ             parameters
 * sites          sim, ADEV's   the random choices a program may make, each with its gradient strategy
 *                primitives
 * particles      K             samples a bound averages: L_K = E[ log mean_k p(x, z_k)/q(z_k) ] (IWELBO)
 */
export interface Program {
  /** Names of the parameters, the watched one first. */
  readonly names: readonly string[];
  readonly start: Float64Array;
  /** What kinds of random choice it makes. */
  readonly kinds: readonly SiteKind[];
  /** Whether f is a log weight log p/q, which a bound with several particles can average. */
  readonly weighs: boolean;
  readonly run: (theta: readonly Dual[], sites: Sites) => Dual;
  /** L and its gradient, in closed form. */
  readonly exact: (theta: Float64Array) => { readonly value: number; readonly gradient: Float64Array };
  /** log p(x); NaN where f is no log weight. */
  readonly logEvidence: number;
  /** Puts parameters that left their range back, in place. */
  readonly constrain: (theta: Float64Array) => void;
  /** Radius of the ring on which the posterior lies, and the observation's spread; null for other models. */
  readonly ring: { readonly radius: number; readonly observed: number; readonly sd: number } | null;
}

export type SiteKind = 'normal' | 'flip';

/** The random choices a program may make: each goes on with `then`, once or more often. */
export interface Sites {
  /** N(mean, exp(logSd)²). */
  readonly normal: (mean: Dual, logSd: Dual, then: (x: Dual) => Dual) => Dual;
  /** True with the chance given. */
  readonly flip: (chance: Dual, then: (heads: boolean) => Dual) => Dual;
}

/** What the samples say since the parameters moved last. Valid until the next pull. */
export interface Estimate extends Settling {
  /** Parameters at which the gradients were drawn. */
  readonly theta: Float64Array;
  readonly particles: number;
  readonly samples: number;
  /** Sums over the samples of their gradients, of the squares of these, and of their values. */
  readonly gradients: Float64Array;
  readonly squares: Float64Array;
  readonly values: number;
  /** Gradients of the last batch by the first parameter. */
  readonly batch: Float64Array;
}

export const method = typedMethod<Program, Estimate>();
export const instance = typedInstance<Program>();
