import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Random } from '../../../math/random.ts';

/**
 * Sparse codes of inputs that are sums of a few directions, more directions than the inputs have coordinates:
 *
 *   x = Σ_j a_j w_j,   a_j = Bernoulli(p) · U(0.5, 1.5),   |w_j| = 1
 *
 * An autoencoder with a dictionary of m rows looks for the w_j from x alone.
 *
 * In code      In the paper
 * d            d             coordinates of an input
 * count        n_true        directions there are
 * truth        w             count × d, one a row
 * m            m             rows of the dictionary
 * k            k             codes kept for an input
 * We, be       W_e, b_e      encoder, d × m
 * Wv, bv       W_v, b_v      encoder of log σ², d × m
 * Wd, bd       W_d, b_d      decoder, m × d, unit rows
 */
export interface Superposition {
  readonly d: number;
  readonly count: number;
  /** p: chance of each direction to be in an input. */
  readonly density: number;
  readonly truth: Float64Array;
  /** Inputs that no method learns from. */
  readonly test: SparseInputs;
  /** Writes `rows` new inputs to `out`, rows × d. */
  readonly draw: (random: Random, rows: number, out: Float64Array) => void;
}

/** Inputs by what they are made of: input i has amounts[s] of direction directions[s] for s in starts[i] … starts[i + 1]. */
export interface SparseInputs {
  readonly rows: number;
  readonly starts: Int32Array;
  readonly directions: Int32Array;
  readonly amounts: Float64Array;
}

/** Where the codes come from: μ alone, μ with a price ½|μ|², or a sample of N(μ, σ²(x)). */
export type Variance = 'none' | 'fixed' | 'learned';

export interface Weights {
  readonly d: number;
  readonly m: number;
  readonly We: Float64Array;
  readonly be: Float64Array;
  readonly Wd: Float64Array;
  readonly bd: Float64Array;
  /** Null without a learned variance. */
  readonly Wv: Float64Array | null;
  readonly bv: Float64Array | null;
}

/** Valid until the next pull. */
export interface Dictionary extends Settling {
  readonly weights: Weights;
  readonly variance: Variance;
  /** Codes kept; null keeps every positive one. */
  readonly k: number | null;
  /** κ, or NaN where the loss has no such price. */
  readonly klWeight: number;
}

export const method = typedMethod<Superposition, Dictionary>();
export const instance = typedInstance<Superposition>();
