import { symmetricEigen } from './symmetric-eigen.ts';
import { covarianceOf } from './whitening.ts';

/**
 * Fréchet distance between Gaussians fitted to two clouds (rows × d, row-major):
 * |m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁^½ C₂ C₁^½)^½). Heusel et al. 2017 use it on features of a network; Dowson & Landau 1982.
 */
export function frechetDistance(
  first: Float64Array,
  firstRows: number,
  second: Float64Array,
  secondRows: number,
  d: number,
): number {
  const a = covarianceOf(first, firstRows, d);
  const b = covarianceOf(second, secondRows, d);
  const root = squareRoot(a.covariance, d);
  const inner = product(product(root, b.covariance, d), root, d);
  // Symmetric but for rounding, which Jacobi would carry into the eigenvalues.
  for (let i = 0; i < d; i++)
    for (let j = 0; j < i; j++) inner[i * d + j] = inner[j * d + i] = (inner[i * d + j]! + inner[j * d + i]!) / 2;
  let distance = 0;
  for (let k = 0; k < d; k++)
    distance += (a.mean[k]! - b.mean[k]!) ** 2 + a.covariance[k * d + k]! + b.covariance[k * d + k]!;
  for (const value of symmetricEigen(inner, d).values) distance -= 2 * Math.sqrt(Math.max(0, value));
  return Math.max(0, distance);
}

function squareRoot(matrix: Float64Array, d: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, d);
  const out = new Float64Array(d * d);
  for (let e = 0; e < d; e++) {
    const root = Math.sqrt(Math.max(0, values[e]!));
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) out[i * d + j] = out[i * d + j]! + root * vectors[i * d + e]! * vectors[j * d + e]!;
  }
  return out;
}

function product(A: Float64Array, B: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let k = 0; k < d; k++) {
      const value = A[i * d + k]!;
      for (let j = 0; j < d; j++) out[i * d + j] = out[i * d + j]! + value * B[k * d + j]!;
    }
  return out;
}
