import { product, productTransposed } from './matrix-product.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/**
 * Geometry of symmetric positive definite matrices (row-major, d × d) under the Bures-Wasserstein metric, the optimal
 * transport of Gaussians. Roots are symmetric; O(d³) each, by Jacobi rotations: for small matrices.
 * Bhatia, Jain & Lim 2019, "On the Bures-Wasserstein distance between positive definite matrices".
 */

/** U φ(Λ) Uᵀ of a symmetric matrix. */
export function spectralFunction(A: Float64Array, d: number, of: (eigenvalue: number) => number): Float64Array {
  const { values, vectors } = symmetricEigen(A, d);
  const scaled = vectors.slice();
  for (let e = 0; e < d; e++) {
    const value = of(values[e]!);
    for (let k = 0; k < d; k++) scaled[k * d + e] = scaled[k * d + e]! * value;
  }
  const out = new Float64Array(d * d);
  productTransposed(scaled, vectors, d, d, d, out);
  return symmetrised(out, d);
}

export const squareRoot = (A: Float64Array, d: number): Float64Array =>
  spectralFunction(A, d, (value) => Math.sqrt(Math.max(value, 0)));

export const inverseSquareRoot = (A: Float64Array, d: number): Float64Array =>
  spectralFunction(A, d, (value) => 1 / Math.sqrt(value));

/** S A S with symmetric S. */
export function congruence(S: Float64Array, A: Float64Array, d: number): Float64Array {
  const half = new Float64Array(d * d);
  const out = new Float64Array(d * d);
  product(S, A, d, d, d, half);
  product(half, S, d, d, d, out);
  return symmetrised(out, d);
}

export function trace(A: Float64Array, d: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += A[k * d + k]!;
  return sum;
}

/** d²(A, B) = tr A + tr B − 2 tr (A^½ B A^½)^½. */
export function buresDistance2(A: Float64Array, B: Float64Array, d: number): number {
  const { values } = symmetricEigen(congruence(squareRoot(A, d), B, d), d);
  let cross = 0;
  for (const value of values) cross += Math.sqrt(Math.max(value, 0));
  return Math.max(0, trace(A, d) + trace(B, d) - 2 * cross);
}

/** M = A^-½ (A^½ B A^½)^½ A^-½, the linear part of the optimal map from N(·, A) to N(·, B): M A M = B. Brenier 1991. */
export function brenierMatrix(A: Float64Array, B: Float64Array, d: number): Float64Array {
  const middle = squareRoot(congruence(squareRoot(A, d), B, d), d);
  return congruence(inverseSquareRoot(A, d), middle, d);
}

/** The geodesic from A (t = 0) to B (t = 1): ((1 − t) I + t M) A ((1 − t) I + t M). McCann 1997. */
export function buresGeodesic(A: Float64Array, B: Float64Array, t: number, d: number): Float64Array {
  const step = brenierMatrix(A, B, d).map((value) => t * value);
  for (let k = 0; k < d; k++) step[k * d + k] = step[k * d + k]! + 1 - t;
  return congruence(step, A, d);
}

/**
 * One step towards the barycentre, G ← G^-½ (Σ w_i (G^½ X_i G^½)^½)² G^-½; its fixed point is the barycentre.
 * Álvarez-Esteban, del Barrio, Cuesta-Albertos & Matrán 2016, equation 7.
 */
export function barycentreStep(
  covariances: readonly Float64Array[],
  weights: ArrayLike<number>,
  G: Float64Array,
  d: number,
): Float64Array {
  const root = squareRoot(G, d);
  const sum = new Float64Array(d * d);
  covariances.forEach((X, i) => {
    const term = squareRoot(congruence(root, X, d), d);
    for (let k = 0; k < d * d; k++) sum[k] = sum[k]! + weights[i]! * term[k]!;
  });
  const squared = new Float64Array(d * d);
  product(sum, sum, d, d, d, squared);
  return congruence(inverseSquareRoot(G, d), squared, d);
}

/** (A + Aᵀ)/2 in place: products of symmetric matrices drift from symmetry by rounding. */
function symmetrised(A: Float64Array, d: number): Float64Array {
  for (let i = 0; i < d; i++)
    for (let j = 0; j < i; j++) {
      const mean = (A[i * d + j]! + A[j * d + i]!) / 2;
      A[i * d + j] = mean;
      A[j * d + i] = mean;
    }
  return A;
}
