import { symmetricEigen } from './symmetric-eigen.ts';

/** Smallest eigenvalue of a covariance, relative to the largest, that still counts as a direction of the data. */
const LEAST = 1e-12;

export interface Whitened {
  /** n × d, row-major: (x − mean) Σ^(−1/2) with the symmetric root. */
  readonly points: Float64Array;
  /** log|Σ| / 2, natural logarithm: H(X) = H(whitened) + halfLogDet. */
  readonly halfLogDet: number;
}

/** Sample covariance (n − 1) of points (n × d, row-major), d × d, and the mean. */
export function covarianceOf(
  points: ArrayLike<number>,
  n: number,
  d: number,
): { covariance: Float64Array; mean: Float64Array } {
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let a = 0; a < d; a++) mean[a] = mean[a]! + points[i * d + a]! / n;
  const covariance = new Float64Array(d * d);
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < d; a++) row[a] = points[i * d + a]! - mean[a]!;
    for (let a = 0; a < d; a++)
      for (let b = 0; b <= a; b++) covariance[a * d + b] = covariance[a * d + b]! + row[a]! * row[b]!;
  }
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      const value = covariance[a * d + b]! / Math.max(1, n - 1);
      covariance[a * d + b] = value;
      covariance[b * d + a] = value;
    }
  }
  return { covariance, mean };
}

/**
 * Points (n × d, row-major) with the identity as their sample covariance. Throws a RangeError when the covariance is
 * singular: a constant coordinate, coordinates that depend on each other, or no more points than coordinates.
 */
export function whiten(points: ArrayLike<number>, n: number, d: number): Whitened {
  if (n <= d) throw new RangeError(`points has ${n} rows of ${d} coordinates; more rows than coordinates are needed`);
  const { covariance, mean } = covarianceOf(points, n, d);
  for (let a = 0; a < d; a++)
    if (!(covariance[a * d + a]! > 0)) throw new RangeError(`points column ${a + 1} is constant`);
  const { values, vectors } = symmetricEigen(covariance, d);
  const largest = values.reduce((most, v) => Math.max(most, v), 0);
  let halfLogDet = 0;
  for (const value of values) {
    if (!(value > LEAST * largest)) throw new RangeError('the columns of points are linearly dependent');
    halfLogDet += Math.log(value) / 2;
  }
  const root = new Float64Array(d * d);
  for (let a = 0; a < d; a++)
    for (let b = 0; b < d; b++)
      for (let e = 0; e < d; e++)
        root[a * d + b] = root[a * d + b]! + (vectors[a * d + e]! * vectors[b * d + e]!) / Math.sqrt(values[e]!);
  const out = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    for (let b = 0; b < d; b++) {
      let sum = 0;
      for (let a = 0; a < d; a++) sum += (points[i * d + a]! - mean[a]!) * root[a * d + b]!;
      out[i * d + b] = sum;
    }
  }
  return { points: out, halfLogDet };
}
