import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Fractional Brownian motion of type II on [0, T],
 *
 *   B_t = ∫₀ᵗ (t−s)^(H−½) dW_s / Γ(H+½)
 *
 * remembers its whole past. It is replaced by a sum of Markov processes that share one Brownian motion,
 *
 *   B̂_t = Σ ω_k Y_k,   dY_k = −γ_k Y_k dt + dW
 *
 * and the question is which weights bring the sum near.
 *
 * In code      In the paper
 * hurst        H            roughness: ½ is Brownian motion, below it is rougher
 * terms        K            processes
 * fastest      γ_max        rates are geometric from 1/γ_max to γ_max
 * horizon      T
 * rates        γ
 * weights      ω
 */
export interface FractionalNoise {
  readonly hurst: number;
  readonly terms: number;
  readonly fastest: number;
  readonly horizon: number;
  /** Times t = T/n, 2T/n, …, T at which paths are seen. */
  readonly times: Float64Array;
  /** Covariance of B at those times, n × n. */
  readonly covariance: Float64Array;
}

/** Paths of an approximation, so far. Valid until the next pull. */
export interface SampledPaths extends Settling {
  readonly rates: Float64Array;
  readonly weights: Float64Array;
  /** Of the last batch, a row a path, at the problem's times. */
  readonly latest: Float64Array;
  /** Σ over all paths of B̂_s B̂_t, n × n. */
  readonly products: Float64Array;
  readonly count: number;
}

export const method = typedMethod<FractionalNoise, SampledPaths>();
export const instance = typedInstance<FractionalNoise>();
