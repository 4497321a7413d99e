import { tanhInPlace } from '../../../math/fast-tanh.ts';
import { productTransposed } from '../../../math/matrix-product.ts';
import type { Adaptive } from './problem.ts';
import type { RecurrentWeights } from './recurrent-weights.ts';

/** Log standard deviations are kept between these. */
export const LEAST_LOG_SD = -6;
export const MOST_LOG_SD = 2;

/** What a pass forward leaves behind, by step; all sequences side by side in every array. */
export interface RecurrentTape {
  readonly count: number;
  readonly length: number;
  /** Before step t, and after it at t + 1: potentials, their tanh, and its slope. */
  readonly h: readonly Float64Array[];
  readonly d: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  readonly prior: readonly Belief[];
  readonly posterior: readonly Belief[];
  readonly z: readonly Float64Array[];
  /** Predictions and their slopes. */
  readonly x: readonly Float64Array[];
  readonly slopesX: readonly Float64Array[];
}

/** A diagonal Gaussian: tanh means with their slopes, and clamped log standard deviations. */
export interface Belief {
  readonly mu: Float64Array;
  readonly slopes: Float64Array;
  readonly logSd: Float64Array;
}

export function recurrentTape({ units, latents }: RecurrentWeights, count: number, length: number): RecurrentTape {
  const rows = (width: number, steps = length) => Array.from({ length: steps }, () => new Float64Array(count * width));
  const beliefs = () =>
    Array.from({ length }, (): Belief => {
      const size = count * latents;
      return { mu: new Float64Array(size), slopes: new Float64Array(size), logSd: new Float64Array(size) };
    });
  return {
    count,
    length,
    h: rows(units, length + 1),
    d: rows(units, length + 1),
    slopes: rows(units, length + 1),
    prior: beliefs(),
    posterior: beliefs(),
    z: rows(latents),
    x: rows(1),
    slopesX: rows(1),
  };
}

const clamp = (value: number) => Math.min(MOST_LOG_SD, Math.max(LEAST_LOG_SD, value));

/**
 * Step t of every sequence, from the state at t to that at t + 1: prior from d, posterior from d and the adaptive
 * vectors, z = μ^q + σ^q ε, then the leaky units and the prediction. At the first step the prior is N(0, I).
 */
export function stepForward(
  weights: RecurrentWeights,
  adaptive: Adaptive,
  noise: Float64Array,
  tape: RecurrentTape,
  t: number,
): void {
  const { units, latents, tau, Wdd, Wdz, bd, Wpm, bpm, Wps, bps, Wxd, bx } = weights;
  const { count } = tape;
  const [before, old, h, d] = [tape.d[t]!, tape.h[t]!, tape.h[t + 1]!, tape.d[t + 1]!];
  const [prior, posterior, z, x] = [tape.prior[t]!, tape.posterior[t]!, tape.z[t]!, tape.x[t]!];
  const start = t * count * latents;
  if (t > 0) {
    productTransposed(before, Wpm, count, units, latents, prior.mu);
    productTransposed(before, Wps, count, units, latents, prior.logSd);
  } else {
    prior.mu.fill(0);
    prior.logSd.fill(0);
  }
  for (let i = 0; i < prior.mu.length; i++) {
    const mean = prior.mu[i]! + (t > 0 ? bpm[i % latents]! : 0);
    const logSd = prior.logSd[i]! + (t > 0 ? bps[i % latents]! : 0);
    prior.mu[i] = mean;
    posterior.mu[i] = mean + adaptive.mu[start + i]!;
    prior.logSd[i] = clamp(logSd);
    posterior.logSd[i] = clamp(logSd + adaptive.sigma[start + i]!);
  }
  for (const { mu, slopes } of [prior, posterior]) tanhInPlace(mu, slopes, mu.length);
  for (let i = 0; i < z.length; i++) z[i] = posterior.mu[i]! + Math.exp(posterior.logSd[i]!) * noise[start + i]!;
  productTransposed(before, Wdd, count, units, units, h);
  productTransposed(z, Wdz, count, latents, units, d);
  for (let k = 0; k < h.length; k++) h[k] = (1 - 1 / tau) * old[k]! + (h[k]! + d[k]! + bd[k % units]!) / tau;
  d.set(h);
  tanhInPlace(d, tape.slopes[t + 1]!, d.length);
  for (let s = 0; s < count; s++) {
    let sum = bx[0]!;
    for (let j = 0; j < units; j++) sum += Wxd[j]! * d[s * units + j]!;
    x[s] = sum;
  }
  tanhInPlace(x, tape.slopesX[t]!, count);
}
