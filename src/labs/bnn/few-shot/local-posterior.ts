import { choleskyFactor } from '../../../math/cholesky-factor.ts';
import type { Pairs } from './problem.ts';

export interface LocalPosterior {
  readonly mean: Float64Array;
  /** d × d. */
  readonly covariance: Float64Array;
  /** ln |covariance|. */
  readonly logDeterminant: number;
}

/**
 * The one-time solution of an episode (Kim & Hospedales 2023, equation 12; derived from the model): with the likelihood
 * −ln p ≈ ½ θᵀ Ā θ − bᵀ θ, b = Ā m̄, and q(θ) = N(m, V),
 *
 *   V = (Ā + diag P)⁻¹,   m = V (b + P m₀),   P = n₀ / V₀ the expected prior precisions.
 *
 * Ā may have any rank. Throws a RangeError unless all P are positive.
 */
export function localPosterior(
  curvature: Float64Array,
  moment: Float64Array,
  centre: Float64Array,
  precision: Float64Array,
): LocalPosterior {
  const d = centre.length;
  if (!precision.every((value) => value > 0 && Number.isFinite(value)))
    throw new RangeError('every prior precision must be a positive number');
  const L = curvature.slice();
  for (let j = 0; j < d; j++) L[j * d + j] = L[j * d + j]! + precision[j]!;
  choleskyFactor(L, d);
  let logDeterminant = 0;
  for (let j = 0; j < d; j++) logDeterminant -= 2 * Math.log(L[j * d + j]!);
  const covariance = new Float64Array(d * d);
  for (let c = 0; c < d; c++) {
    const column = new Float64Array(d);
    column[c] = 1;
    solve(L, d, column);
    for (let j = 0; j < d; j++) covariance[j * d + c] = column[j]!;
  }
  const mean = moment.map((value, j) => value + precision[j]! * centre[j]!);
  solve(L, d, mean);
  return { mean, covariance, logDeterminant };
}

/** Solves L Lᵀ x = b in place. */
function solve(L: Float64Array, d: number, b: Float64Array): void {
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) b[i] = b[i]! - L[i * d + k]! * b[k]!;
    b[i] = b[i]! / L[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) b[i] = b[i]! - L[k * d + i]! * b[k]!;
    b[i] = b[i]! / L[i * d + i]!;
  }
}

/** Ā = XᵀX / s² and b = Xᵀy / s² of a linear regression: its likelihood is exactly quadratic. */
export function curvatureOf({ x, y, count }: Pairs, d: number, noise: number) {
  const curvature = new Float64Array(d * d);
  const moment = new Float64Array(d);
  const scale = 1 / noise ** 2;
  for (let i = 0; i < count; i++)
    for (let j = 0; j < d; j++) {
      const value = scale * x[i * d + j]!;
      moment[j] = moment[j]! + value * y[i]!;
      for (let k = 0; k < d; k++) curvature[j * d + k] = curvature[j * d + k]! + value * x[i * d + k]!;
    }
  return { curvature, moment };
}

/** Adapts a prior N(centre, diag variance) to an episode. */
export function adaptPrior(centre: Float64Array, variance: Float64Array, support: Pairs, noise: number) {
  const d = centre.length;
  const { curvature, moment } = curvatureOf(support, d, noise);
  const { mean, covariance } = localPosterior(
    curvature,
    moment,
    centre,
    variance.map((value) => 1 / value),
  );
  return { mean, spread: Float64Array.from({ length: d }, (_, j) => Math.sqrt(covariance[j * d + j]!)) };
}
