import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * How far what a layer of a linear network sees in training is from what it sees in testing, for two Gaussian classes
 * (He & Goldfeld 2024, arXiv 2404.03176).
 *
 *   Y = ±1 with equal chance,  X | Y ~ N(Y μ, σ² I_d),  W = (1/n) Σ y_i x_i,  T_l = A_l X,  A_l = W_l ⋯ W_1
 *
 * Multiplied by its label, a training feature has, given W, the law N(A_l W, σ²(1 − 1/n) A_l A_lᵀ) and a test feature
 * N(A_l μ, σ² A_l A_lᵀ).
 *
 * In code   In the paper
 * d, n      d, n          input dimension and number of training examples
 * sigma     σ             standard deviation of the classes
 * mean      μ             d numbers, length `separation`
 * layers                  one a layer: A_l (width × d, row-major), its rank and the length of its Frobenius norm
 */
export interface LinearNetwork {
  readonly d: number;
  readonly n: number;
  readonly sigma: number;
  readonly mean: Float64Array;
  readonly layers: readonly LinearLayer[];
}

export interface LinearLayer {
  readonly width: number;
  /** A_l, width × d, row-major. */
  readonly map: Float64Array;
  readonly rank: number;
  /** Orthonormal rows that span the row space of A_l: rank × d. */
  readonly basis: Float64Array;
  /** tr(A_l A_lᵀ). */
  readonly squaredNorm: number;
  /** Chance that two inputs of the layers so far are told apart after the noise put on them, at most 1. */
  readonly contraction: number;
}

/** Averages over the training sets simulated so far. */
export interface Divergences extends Settling {
  draws: number;
  /** Mean of the divergence between training and test features, one a layer: nats, or squared units. */
  readonly measured: Float64Array;
  /** Its expectation in closed form. */
  readonly closed: Float64Array;
  readonly quantity: 'kl' | 'w2';
  /** Mean of test error − training error of the rule sign⟨A_L W, A_L x⟩, and its standard error. */
  gap: number;
  gapError: number;
}

export const method = typedMethod<LinearNetwork, Divergences>();
export const instance = typedInstance<LinearNetwork>();
