import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';
import type { Random } from '../../../math/random.ts';

/**
 * How strongly y depends on x, learnt by a critic f(x, y) = ⟨g(x), h(y)⟩ that tells pairs that belong together from others;
 * g is the representation that is kept. With a Kullback-Leibler divergence, bounded by ln B for batches of B pairs:
 *
 *   I ≥ ln B − loss,   loss = −1/B Σ_i log ( exp f(x_i, y_i) / Σ_j exp f(x_i, y_j) )
 *
 * and with a Wasserstein distance: I_W = sup over critics with |∇f| ≤ 1 of E f(x, y) − E f(x, y′).
 *
 * In code      In the paper
 * g, h         encoders; ReLU networks with two hidden layers
 * batch        B
 * lambda       λ         weight of the gradient penalty
 * factors      independent parts of x, each one of `alphabet` codes
 */
export interface FactoredPairs {
  readonly factors: number;
  readonly alphabet: number;
  /** Length of x and of y. */
  readonly d: number;
  /** Fills rows of pairs; labels are the codes in x, rows × factors, where asked for. */
  readonly draw: (random: Random, rows: number, x: Float64Array, y: Float64Array, labels?: Uint8Array) => void;
  /** Nats that x and y share, without noise. */
  readonly information: number;
  /** Labelled pairs that no method sees: probes are fitted on the first, of which y is left out, and tried on the second. */
  readonly probe: { readonly fit: Labelled; readonly held: Labelled };
}

export interface Labelled {
  readonly rows: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** rows × factors */
  readonly labels: Uint8Array;
}

/** Both encoders. Valid until the next pull. */
export interface Critic extends Settling {
  readonly g: Mlp;
  readonly h: Mlp;
  /** Pairs of a batch. */
  readonly batch: number;
  /** Updates so far. */
  readonly updates: number;
}

export const method = typedMethod<FactoredPairs, Critic>();
export const instance = typedInstance<FactoredPairs>();
