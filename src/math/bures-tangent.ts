import { spectralFunction } from './bures.ts';
import { product, productTransposed, transposedProduct } from './matrix-product.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Tangent vectors are symmetric d × d matrices, row-major, with the norm ⟨V, V⟩ = ½ tr(V L), A L + L A = V. */
export interface BuresTangent {
  /** The velocity at A of the geodesic that is at B at time 1. */
  log(B: Float64Array): Float64Array;
  /** Where the geodesic with velocity V is at time 1; a geodesic as long as I + L is positive definite. */
  exp(V: Float64Array): Float64Array;
  /** L with A L + L A = V. */
  lyapunov(V: Float64Array): Float64Array;
  /** Isometry to the tangent space of the identity; parallel transport where V commutes with A. */
  toIdentity(V: Float64Array): Float64Array;
  /** Its inverse. */
  fromIdentity(V: Float64Array): Float64Array;
}

/**
 * The tangent space of symmetric positive definite matrices at A (d × d, row-major) under the Bures-Wasserstein metric.
 * O(d³) a call. Bhatia, Jain & Lim 2019; Malagò, Montrucchio & Pistone 2018.
 */
export function buresTangent(A: Float64Array, d: number): BuresTangent {
  const { values, vectors: U } = symmetricEigen(A, d);
  const roots = values.map((value) => Math.sqrt(Math.max(value, 0)));
  const half = new Float64Array(d * d);

  /** F ∘ V, with F_ij of the eigenvalues i and j. */
  const weighted = (V: Float64Array, factor: (i: number, j: number) => number): Float64Array =>
    V.map((value, k) => value * factor(Math.floor(k / d), k % d));
  const toEigenbasis = (V: Float64Array): Float64Array => {
    const out = new Float64Array(d * d);
    transposedProduct(U, V, d, d, d, half);
    product(half, U, d, d, d, out);
    return out;
  };
  const fromEigenbasis = (V: Float64Array): Float64Array => {
    const out = new Float64Array(d * d);
    product(U, V, d, d, d, half);
    productTransposed(half, U, d, d, d, out);
    return out;
  };
  const inEigenbasis = (V: Float64Array, factor: (i: number, j: number) => number): Float64Array =>
    fromEigenbasis(weighted(toEigenbasis(V), factor));
  const lyapunov = (V: Float64Array) => inEigenbasis(V, (i, j) => 1 / (values[i]! + values[j]!));

  return {
    // (AB)^½ + (BA)^½ − 2A with (AB)^½ = A^½ (A^½ B A^½)^½ A^-½.
    log(B) {
      const between = spectralFunction(
        weighted(toEigenbasis(B), (i, j) => roots[i]! * roots[j]!),
        d,
        (value) => Math.sqrt(Math.max(value, 0)),
      );
      const sums = weighted(between, (i, j) => roots[i]! / roots[j]! + roots[j]! / roots[i]!);
      return fromEigenbasis(sums).map((value, k) => value - 2 * A[k]!);
    },
    // A + V + L A L
    exp(V) {
      const L = lyapunov(V);
      const out = new Float64Array(d * d);
      product(L, A, d, d, d, half);
      product(half, L, d, d, d, out);
      return out.map((value, k) => value + A[k]! + V[k]!);
    },
    lyapunov,
    toIdentity: (V) => inEigenbasis(V, (i, j) => Math.sqrt(2 / (values[i]! + values[j]!))),
    fromIdentity: (V) => inEigenbasis(V, (i, j) => Math.sqrt((values[i]! + values[j]!) / 2)),
  };
}
