import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Recovery of sparse vectors with a Kronecker support: in every trial
 *
 *   y = (A₁ ⊗ A₂) x + n,   n ~ N(0, s² I),   support(x) = S₁ × S₂
 *
 * and x is looked for, given y, A₁, A₂ and s².
 *
 * In code      In the paper
 * N            N    entries of x along each of its two sides
 * M            M    equations each factor contributes: y has M²
 * K            K    rows and columns of x that are not zero
 * noise        s²   variance of the noise
 * gamma        γ    prior variances, γ₁ ⊗ γ₂ where they are given a structure
 */
export interface SparseRecovery {
  readonly N: number;
  readonly M: number;
  readonly K: number;
  readonly decibels: number;
  readonly trials: readonly Trial[];
}

export interface Trial {
  /** M² × N², row-major: A₁ ⊗ A₂. */
  readonly A: Float64Array;
  /** M². */
  readonly y: Float64Array;
  /** N × N, row = first factor: what was drawn. */
  readonly signal: Float64Array;
  readonly noise: number;
}

/** Where one trial stands. */
export interface Recovered {
  /** N × N: the posterior mean, or the least-squares fit of a greedy method. */
  readonly mean: Float64Array;
  /** N × N: prior variances; zeros have left. Null for methods without a prior. */
  readonly gamma: Float64Array | null;
  /** The two factors of gamma, where it has them. */
  readonly factors: readonly [Float64Array, Float64Array] | null;
  /** Iterations this trial took so far; it no longer changes once `ended`. */
  readonly iterations: number;
  readonly ended: boolean;
}

/** All trials after an iteration. Valid until the next pull. */
export interface Recovery extends Settling {
  readonly trials: readonly Recovered[];
  /** Multiply-adds of all trials so far. */
  readonly arithmetic: number;
}

export const method = typedMethod<SparseRecovery, Recovery>();
export const instance = typedInstance<SparseRecovery>();
