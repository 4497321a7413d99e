import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * A fractional Ornstein–Uhlenbeck process that is observed once, at time 1:
 *
 *   dX = −κ X dt + dB̂,   B̂ = Σ ω_k Y_k,   dY_k = −γ_k Y_k dt + dW,   o ~ N(X_1, s²)
 *
 * from X = Y = 0, in n Euler steps. Its law given the observation is sought among processes with a control u on the
 * noise, dW → u dt + dW, whose bound on the evidence is E[log p(o | X_1) − ½ ∫ u² dt].
 *
 * In code      In the paper
 * pull         κ
 * rates        γ            of the processes that make up the noise
 * weights      ω            optimal for the Hurst index
 * steps        n            of length dt = 1/n
 * observed     o
 * sd           s            of the observation
 */
export interface Bridge {
  readonly hurst: number;
  readonly rates: Float64Array;
  readonly weights: Float64Array;
  readonly steps: number;
  readonly dt: number;
  readonly pull: number;
  readonly observed: number;
  readonly sd: number;
  /** Of the discretised process, by conditioning of Gaussians. */
  readonly exact: ExactPosterior;
}

export interface ExactPosterior {
  /** Of X at times dt, 2 dt, …, 1: before the observation, and given it. */
  readonly priorVariance: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** Mean of dW/dt given the observation, at times 0, dt, …, 1 − dt. */
  readonly control: Float64Array;
  readonly logEvidence: number;
}

/** A posterior process. Valid until the next pull. */
export interface ControlledBridge extends Settling {
  /**
   * Controls u at a step, of as many states as asked for: rows of X, Y_1, …, Y_K. Changes nothing but `out`.
   */
  readonly control: (step: number, states: Float64Array, rows: number, out: Float64Array) => void;
  /** Of the paths on which the control is judged; the same in all of a run. */
  readonly seed: number;
}

export const method = typedMethod<Bridge, ControlledBridge>();
export const instance = typedInstance<Bridge>();
