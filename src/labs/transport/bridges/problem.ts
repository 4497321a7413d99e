import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Random } from '../../../math/random.ts';

/**
 * The Schrödinger bridge in the plane: of all processes that start as p₀ and end as p₁, the one closest to Brownian motion
 * of variance ε. Its ends are coupled by the entropic plan
 *
 *   min_π  E_π ½|x − y|² + ε KL(π ‖ p₀ ⊗ p₁)    with marginals p₀ and p₁
 *
 * and the plan and the process follow from one function v of the target's space: π(y|x) ∝ exp(⟨x, y⟩/ε) v(y).
 *
 * In code      In the paper
 * eps          ε             variance of the noise, in squared units of the plane
 * source       p₀
 * target       p₁
 * potential    v             the adjusted potential, Σ_k α_k N(y | r_k, ε S_k)
 * logAlpha     log α_k       weights, not normalised
 * r, S         r_k, S_k      centres, and covariances over ε
 */
export interface BridgeProblem {
  readonly kind: 'clouds' | 'planted' | 'gaussians' | 'user';
  readonly eps: number;
  readonly source: Ends;
  readonly target: Ends;
  /** Points that no method sees, count × 2; target point i belongs to source point i where the truth is known. */
  readonly heldOut: { readonly source: Float64Array; readonly target: Float64Array };
  /** The potential of the bridge itself, where it is known. */
  readonly truth: MixturePotential | null;
  /** Total variance of p₁, for relative errors. */
  readonly targetVariance: number;
  readonly notes: readonly string[];
}

/** One end of the bridge. */
export interface Ends {
  /** A sample, points × 2. */
  readonly points: Float64Array;
  /** Fills rows of 2 with fresh, independent points. */
  readonly fill: (random: Random, out: Float64Array) => void;
  /** Exact moments, where they are known. */
  readonly moments: Moments | null;
  /** How many different points there are at all, when they are finitely many. */
  readonly atoms: number | null;
}

export interface Moments {
  readonly mean: Float64Array;
  /** 2 × 2. */
  readonly covariance: Float64Array;
}

/** v(y) = Σ_k α_k N(y | r_k, ε S_k); S_k = 0 puts an atom at r_k, whose α_k is its mass. */
export interface MixturePotential {
  readonly eps: number;
  readonly logAlpha: Float64Array;
  /** components × 2. */
  readonly r: Float64Array;
  /** components × 3: xx, xy, yy. */
  readonly S: Float64Array;
}

/** A bridge. Valid until the next pull. */
export interface Bridge extends Settling {
  readonly potential: MixturePotential;
  /** x and y are independent: the conditional plan of every x is that of x = 0. */
  readonly independent: boolean;
  /** Potential of the source points where they have one: P_ij = exp((f_i + g_j − C_ij)/ε). */
  readonly f?: Float64Array;
  readonly g?: Float64Array;
}

export const method = typedMethod<BridgeProblem, Bridge>();
export const instance = typedInstance<BridgeProblem>();
