import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * A VAE of points in the plane, small enough that everything about it can be computed: z ~ N(0, I) with one or two numbers,
 * x | z ~ N(f(z), s² I), q(z | x) = N(μ(x), diag σ²(x)). Methods estimate one and the same gradient in different ways.
 *
 * In code      In the papers
 * encoder      μ, log σ²      network of x; its outputs are first the means, then the logarithms of the variances
 * decoder      f              network of z
 * noise        s              standard deviation of the decoder, fixed
 * samples      K              draws of z for each point
 */
export interface Plane {
  /** Pairs x, y. */
  readonly train: Float64Array;
  readonly heldOut: Float64Array;
  readonly notes: readonly string[];
}

export interface PlanarVae {
  readonly latents: number;
  readonly noise: number;
  readonly encoder: Mlp;
  readonly decoder: Mlp;
}

export type EstimatorId = 'reparameterised' | 'scoreFunction' | 'scoreFunctionBaseline' | 'iwae';

/** Valid until the next pull. */
export interface Trained extends Settling {
  readonly model: PlanarVae;
  readonly estimator: EstimatorId;
  readonly samples: number;
  /** Updates of the optimiser so far. */
  readonly updates: number;
}

export const method = typedMethod<Plane, Trained>();
export const instance = typedInstance<Plane>();
