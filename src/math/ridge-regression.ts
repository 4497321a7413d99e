import { choleskyFactor } from './cholesky-factor.ts';

/**
 * Ridge regression of several targets on the columns of a matrix with an unpenalised intercept: minimises
 * Σ (y − b − x w)² + penalty |w|² by the normal equations (Cholesky). x is rows × d, y rows × targets, row-major.
 * Returns weights (d × targets) and intercepts. Throws a RangeError when penalty is not positive.
 */
export function ridgeRegression(
  x: Float64Array,
  y: Float64Array,
  rows: number,
  d: number,
  targets: number,
  penalty: number,
): { weights: Float64Array; intercepts: Float64Array } {
  if (!(penalty > 0)) throw new RangeError(`penalty = ${penalty} must be above 0`);
  const meanX = columnMeans(x, rows, d);
  const meanY = columnMeans(y, rows, targets);
  const gram = new Float64Array(d * d);
  const moments = new Float64Array(d * targets);
  const row = new Float64Array(d);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < d; i++) row[i] = x[r * d + i]! - meanX[i]!;
    for (let i = 0; i < d; i++) {
      const a = row[i]!;
      if (a === 0) continue;
      for (let j = 0; j <= i; j++) gram[i * d + j] = gram[i * d + j]! + a * row[j]!;
      for (let t = 0; t < targets; t++)
        moments[i * targets + t] = moments[i * targets + t]! + a * (y[r * targets + t]! - meanY[t]!);
    }
  }
  for (let i = 0; i < d; i++) gram[i * d + i] = gram[i * d + i]! + penalty;
  choleskyFactor(gram, d);
  for (let t = 0; t < targets; t++) solveColumn(gram, d, moments, targets, t);
  const intercepts = meanY.map((mean, t) => {
    let own = mean;
    for (let i = 0; i < d; i++) own -= meanX[i]! * moments[i * targets + t]!;
    return own;
  });
  return { weights: moments, intercepts };
}

/** 1 − residual variance / variance of each target on given rows, clipped to [0, 1]; NaN for a constant target. */
export function explainedVariance(
  predicted: Float64Array,
  y: Float64Array,
  rows: number,
  targets: number,
): Float64Array {
  const means = columnMeans(y, rows, targets);
  return means.map((mean, t) => {
    let left = 0;
    let all = 0;
    for (let r = 0; r < rows; r++) {
      left += (y[r * targets + t]! - predicted[r * targets + t]!) ** 2;
      all += (y[r * targets + t]! - mean) ** 2;
    }
    // What is left of a constant is the rounding of its mean.
    return all <= 1e-24 * rows * mean * mean ? Number.NaN : Math.min(1, Math.max(0, 1 - left / all));
  });
}

function columnMeans(x: Float64Array, rows: number, d: number): Float64Array {
  const means = new Float64Array(d);
  for (let r = 0; r < rows; r++) for (let i = 0; i < d; i++) means[i] = means[i]! + x[r * d + i]! / rows;
  return means;
}

function solveColumn(L: Float64Array, d: number, B: Float64Array, columns: number, t: number): void {
  for (let i = 0; i < d; i++) {
    let sum = B[i * columns + t]!;
    for (let k = 0; k < i; k++) sum -= L[i * d + k]! * B[k * columns + t]!;
    B[i * columns + t] = sum / L[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    let sum = B[i * columns + t]!;
    for (let k = i + 1; k < d; k++) sum -= L[k * d + i]! * B[k * columns + t]!;
    B[i * columns + t] = sum / L[i * d + i]!;
  }
}
