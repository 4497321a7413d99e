import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { RecurrentWeights } from './recurrent-weights.ts';

/**
 * Learn to generate sequences that are partly fixed and partly drawn. A recurrent network d_t with a latent z_t at every
 * step is trained on a few sequences and then runs freely from its own prior: it should be certain where the sequences
 * are, and random, with the right probability, where they are random.
 *
 * In code     In the paper
 * count       -             sequences
 * length      T             steps of each
 * targets     x             what is to be predicted, +1 or −1, sequence by sequence
 * truth       -             probability of +1 by phase of the automaton
 * units       n_d           deterministic units d, with potentials h
 * latents     n_z           latent numbers z a step
 * tau         τ             time constant of h
 * w           w             meta-prior: weight of the KL
 * adaptive    a             adaptive vectors: what the posterior of a sequence adds to the prior, at every step
 */
export interface Automaton {
  readonly count: number;
  readonly length: number;
  readonly targets: Float64Array;
  readonly truth: readonly number[];
  /** Normals of the free runs and of the posterior that metrics look at: the same at every measurement. */
  readonly draws: Float64Array;
}

/** Adaptive vectors of all sequences; [step][sequence][latent], steps outermost. */
export interface Adaptive {
  readonly mu: Float64Array;
  readonly sigma: Float64Array;
}

/** A network on its way. Valid until the next pull. */
export interface Generator extends Settling {
  readonly weights: RecurrentWeights;
  readonly adaptive: Adaptive;
}

export const method = typedMethod<Automaton, Generator>();
export const instance = typedInstance<Automaton>();
