import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Mean-field inference in a Boltzmann machine whose variables have several states. The marginals x of all variables, one
 * simplex each, should solve
 *
 *   x = softmax by variable of (Φ x + b)
 *
 * which in general may have many solutions, and iterating it may never end. With couplings such that I − Φ ⪰ m I there is
 * exactly one.
 *
 * In code     In the paper
 * groups      n             variables
 * states      k_i           states of each
 * Phi         Φ             couplings, size × size, symmetric, zero within a variable
 * margin      m             smallest eigenvalue that I − Φ is allowed
 * starts      -             marginals from which the iteration is begun, side by side
 */
export interface BoltzmannMachine {
  readonly groups: number;
  readonly states: number;
  /** groups × states. */
  readonly size: number;
  readonly bias: Float64Array;
  /** size × size, row-major: as drawn, and made monotone. */
  readonly couplings: Readonly<Record<Weights, Float64Array>>;
  /** Eigenvalues of I − Φ, largest first. */
  readonly eigenvalues: Readonly<Record<Weights, Float64Array>>;
  readonly margin: number;
  readonly starts: readonly Float64Array[];
}

export type Weights = 'free' | 'monotone';

/** Marginals after a step, of every start. Valid until the next pull. */
export interface Marginals extends Settling {
  readonly weights: Weights;
  readonly x: readonly Float64Array[];
  /** One and two steps ago. */
  readonly before: readonly Float64Array[];
  readonly beforeThat: readonly Float64Array[];
  /** Largest |x − softmax(Φ x + b)| of every start, step after step; [start][step]. */
  readonly residuals: readonly (readonly number[])[];
  /** The first state of the first variable, likewise. */
  readonly traces: readonly (readonly number[])[];
}

export const method = typedMethod<BoltzmannMachine, Marginals>();
export const instance = typedInstance<BoltzmannMachine>();
