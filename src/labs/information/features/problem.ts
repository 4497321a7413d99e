import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * How complex is a feature to the network that computes it? A feature is simple when a linear decoder can already read
 * it from the early layers.
 *
 *   x = s + 0.1 noise, s ∈ {±1}¹²;   targets s₁, s₂s₃, s₄s₅s₆, s₇s₈s₉s₁₀
 *
 * In code      In the paper
 * complexity   K(z) = 1 − (1/L) Σ_l I_V(f_l(x) → z)
 * explained    I_V(f_l(x) → z), here R² on rows the decoder was not fitted to, clipped to [0, 1]
 */
export interface Products {
  readonly inputs: number;
  /** Signs multiplied in each target: 1, 2, 3, 4. */
  readonly orders: readonly number[];
  readonly train: Rows;
  /** The first half fits the decoders, the second scores them. */
  readonly test: Rows;
}

export interface Rows {
  readonly count: number;
  /** count × inputs and count × targets, row-major. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Valid until the next pull. */
export interface Reader extends Settling {
  /** Optimiser steps taken. */
  readonly updates: number;
  readonly network: Mlp;
  /** First number of updates after which the network explains more than half of a target’s variance; NaN before. */
  readonly learned: Float64Array;
  /** R² of the network’s own outputs on the test rows, one a target. */
  readonly outputs: Float64Array;
  /** Mean squared error of the last batches, squared units. */
  readonly loss: number;
}

export const method = typedMethod<Products, Reader>();
export const instance = typedInstance<Products>();
