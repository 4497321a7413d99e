import { gaussianKl } from './gaussian-kl.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** z ~ N(0, I) of `axes` numbers, x | z ~ N(W z, variance I); W is row-major, as many rows as x has numbers. */
export interface LinearGaussian {
  readonly weights: Float64Array;
  readonly axes: number;
  readonly variance: number;
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** log p(x), and mean and covariance of the posterior: all that a bound can be held against. */
export function linearGaussianEvidence(
  { weights, axes, variance }: LinearGaussian,
  x: Float64Array,
): { logEvidence: number; mean: Float64Array; covariance: Float64Array } {
  const rows = x.length;
  // I + WᵀW/σ², and Wᵀx/σ²
  const precision = new Float64Array(axes * axes);
  const pull = new Float64Array(axes);
  for (let a = 0; a < axes; a++) {
    precision[a * axes + a] = 1;
    for (let d = 0; d < rows; d++) pull[a] = pull[a]! + (weights[d * axes + a]! * x[d]!) / variance;
  }
  for (let d = 0; d < rows; d++)
    for (let a = 0; a < axes; a++)
      for (let b = 0; b < axes; b++)
        precision[a * axes + b] =
          precision[a * axes + b]! + (weights[d * axes + a]! * weights[d * axes + b]!) / variance;
  const { values, vectors } = symmetricEigen(precision, axes);
  const covariance = new Float64Array(axes * axes);
  for (let e = 0; e < axes; e++)
    for (let a = 0; a < axes; a++)
      for (let b = 0; b < axes; b++)
        covariance[a * axes + b] =
          covariance[a * axes + b]! + (vectors[a * axes + e]! * vectors[b * axes + e]!) / values[e]!;
  const mean = pull.map((_, a) => pull.reduce((sum, one, b) => sum + covariance[a * axes + b]! * one, 0));
  const logDeterminant = rows * Math.log(variance) + values.reduce((sum, one) => sum + Math.log(one), 0);
  const square = x.reduce((sum, one) => sum + (one * one) / variance, 0);
  const explained = mean.reduce((sum, one, a) => sum + one * pull[a]!, 0);
  return { logEvidence: -0.5 * (rows * LOG_TWO_PI + logDeterminant + square - explained), mean, covariance };
}

/** E_q log p(x | z) and KL(q ‖ p) of q = N(mean, diag exp logVariance). */
export function linearGaussianBound(
  { weights, axes, variance }: LinearGaussian,
  x: Float64Array,
  mean: Float64Array,
  logVariance: Float64Array,
): { expectedLogLikelihood: number; kl: number } {
  let error = 0;
  for (let d = 0; d < x.length; d++) {
    let residual = x[d]!;
    for (let a = 0; a < axes; a++) {
      const w = weights[d * axes + a]!;
      residual -= w * mean[a]!;
      error += w * w * Math.exp(logVariance[a]!);
    }
    error += residual * residual;
  }
  return {
    expectedLogLikelihood: -0.5 * (x.length * (LOG_TWO_PI + Math.log(variance)) + error / variance),
    kl: mean.reduce((sum, one, a) => sum + gaussianKl(one, logVariance[a]!), 0),
  };
}

/** log p(x | z). */
export function linearGaussianLogLikelihood(
  { weights, axes, variance }: LinearGaussian,
  x: Float64Array,
  z: Float64Array,
): number {
  const still = new Float64Array(axes).fill(Number.NEGATIVE_INFINITY);
  return linearGaussianBound({ weights, axes, variance }, x, z, still).expectedLogLikelihood;
}
