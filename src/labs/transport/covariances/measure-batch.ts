import { finish } from '../../../math/breaths.ts';
import { squareRoot } from '../../../math/bures.ts';
import { choleskyFactor } from '../../../math/cholesky-factor.ts';
import { product, productTransposed, transposedProduct } from '../../../math/matrix-product.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import { symmetricEigenvalues } from '../../../math/symmetric-eigenvalues.ts';

/**
 * Distances and means by Cholesky factors A = LLᵀ, where the solvers take symmetric roots: the eigenvalues of LᵀBL are
 * those of A^½BA^½, and those of L⁻¹BL⁻ᵀ are those of A^-½BA^-½.
 */

/** Lower factor with zeros above. */
function lowerFactor(A: Float64Array, d: number): Float64Array {
  const L = A.slice();
  choleskyFactor(L, d);
  for (let i = 0; i < d; i++) L.fill(0, i * d + i + 1, (i + 1) * d);
  return L;
}

/** LᵀBL */
function pulled(L: Float64Array, B: Float64Array, d: number): Float64Array {
  const half = new Float64Array(d * d);
  const out = new Float64Array(d * d);
  transposedProduct(L, B, d, d, d, half);
  product(half, L, d, d, d, out);
  return out;
}

/** L⁻¹B for each column. */
function solved(L: Float64Array, B: Float64Array, d: number): Float64Array {
  const out = B.slice();
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) {
      let sum = out[i * d + j]!;
      for (let k = 0; k < i; k++) sum -= L[i * d + k]! * out[k * d + j]!;
      out[i * d + j] = sum / L[i * d + i]!;
    }
  return out;
}

const transposed = (A: Float64Array, d: number): Float64Array => A.map((_, k) => A[(k % d) * d + Math.floor(k / d)]!);
const traceOf = (A: Float64Array, d: number): number =>
  A.reduce((sum, value, k) => (k % (d + 1) === 0 ? sum + value : sum), 0);
const identityOf = (d: number) => Float64Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? 1 : 0));
const eigenvaluesOf = (A: Float64Array, d: number) => finish(symmetricEigenvalues(A, d));

/** Squared Bures-Wasserstein distances of matrices to A; A is positive definite, they need not quite be. */
export function distances2To(A: Float64Array, matrices: readonly Float64Array[], d: number): Float64Array {
  const L = lowerFactor(A, d);
  return Float64Array.from(matrices, (B) => {
    const cross = eigenvaluesOf(pulled(L, B, d), d).reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
    return Math.max(0, traceOf(A, d) + traceOf(B, d) - 2 * cross);
  });
}

/** |log A^-½BA^-½|: the affine-invariant distance. */
export function affineDistance(A: Float64Array, B: Float64Array, d: number): number {
  const values = eigenvaluesOf(whitened(lowerFactor(A, d), B, d), d);
  return Math.sqrt(values.reduce((sum, value) => sum + Math.log(Math.max(value, Number.MIN_VALUE)) ** 2, 0));
}

/** L⁻¹BL⁻ᵀ */
const whitened = (L: Float64Array, B: Float64Array, d: number) => solved(L, transposed(solved(L, B, d), d), d);

/** Mean of L⁻ᵀ(LᵀXL)^½L⁻¹: the optimal maps from N(0, G) to N(0, X). I at the barycentre. */
export function meanMap(G: Float64Array, matrices: readonly Float64Array[], d: number): Float64Array {
  const L = lowerFactor(G, d);
  const inverse = solved(L, identityOf(d), d);
  const sum = new Float64Array(d * d);
  for (const X of matrices) {
    const root = squareRoot(pulled(L, X, d), d);
    for (let k = 0; k < sum.length; k++) sum[k] = sum[k]! + root[k]! / matrices.length;
  }
  return pulled(inverse, sum, d);
}

/** |Σ w (G^½XG^½)^½ − G| / |G| = tr((T − I)G(T − I)G)^½ / |G| with the mean map T. */
export function buresResidual(G: Float64Array, matrices: readonly Float64Array[], d: number): number {
  const T = meanMap(G, matrices, d);
  for (let k = 0; k < d; k++) T[k * d + k] = T[k * d + k]! - 1;
  const moved = new Float64Array(d * d);
  product(T, G, d, d, d, moved);
  let square = 0;
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) square += moved[i * d + j]! * moved[j * d + i]!;
  return Math.sqrt(Math.max(0, square)) / Math.hypot(...G);
}

/** |Σ w log(L⁻¹XL⁻ᵀ)|, zero at the affine-invariant mean. */
export function affineResidual(G: Float64Array, matrices: readonly Float64Array[], d: number): number {
  const L = lowerFactor(G, d);
  return Math.hypot(
    ...meanLog(
      matrices.map((X) => whitened(L, X, d)),
      d,
    ),
  );
}

/** |Σ w log X − log G| */
export function logResidual(G: Float64Array, matrices: readonly Float64Array[], d: number): number {
  const own = meanLog([G], d);
  return Math.hypot(...meanLog(matrices, d).map((value, k) => value - own[k]!));
}

/** |Σ w X − G| / |G| */
export function arithmeticResidual(G: Float64Array, matrices: readonly Float64Array[], d: number): number {
  const rest = G.map((value, k) => matrices.reduce((sum, X) => sum + X[k]!, 0) / matrices.length - value);
  return d > 0 ? Math.hypot(...rest) / Math.hypot(...G) : 0;
}

function meanLog(matrices: readonly Float64Array[], d: number): Float64Array {
  const sum = new Float64Array(d * d);
  const logs = new Float64Array(d * d);
  for (const X of matrices) {
    const { values, vectors } = symmetricEigen(X, d);
    const scaled = vectors.map((value, k) => value * Math.log(Math.max(values[k % d]!, Number.MIN_VALUE)));
    productTransposed(scaled, vectors, d, d, d, logs);
    for (let k = 0; k < sum.length; k++) sum[k] = sum[k]! + logs[k]! / matrices.length;
  }
  return sum;
}

const barycentres = new WeakMap<readonly Float64Array[], Float64Array>();
const MOST_STEPS = 60;

/** The Bures-Wasserstein barycentre of equal weights, by G ← TGT with the mean map T, until it stands still. */
export function barycentreOf(matrices: readonly Float64Array[], d: number): Float64Array {
  const known = barycentres.get(matrices);
  if (known) return known;
  let G: Float64Array = matrices[0]!.map((_, k) => matrices.reduce((sum, X) => sum + X[k]!, 0) / matrices.length);
  for (let step = 0; step < MOST_STEPS; step++) {
    const T = meanMap(G, matrices, d);
    const next = pulled(T, G, d);
    const change = Math.hypot(...next.map((value, k) => value - G[k]!)) / Math.hypot(...G);
    G = next;
    if (!(change > 1e-11)) break;
  }
  barycentres.set(matrices, G);
  return G;
}

/** How much distances change when the smallest eigenvalue of one of the two matrices is multiplied. */
export interface Changes {
  /** |d′/d − 1| for each matrix and the next. */
  readonly bures: Float64Array;
  readonly affine: Float64Array;
}

const FACTOR = 1.5;
const changes = new WeakMap<readonly Float64Array[], Changes>();

export function changesOf(matrices: readonly Float64Array[], d: number): Changes {
  const known = changes.get(matrices);
  if (known) return known;
  const next = (i: number) => matrices[(i + 1) % matrices.length]!;
  const disturbed = matrices.map((X) => {
    const { values, vectors } = symmetricEigen(X, d);
    const least = values.reduce((best, value, e) => (value < values[best]! ? e : best), 0);
    const more = (FACTOR - 1) * values[least]!;
    return X.map((value, k) => value + more * vectors[Math.floor(k / d) * d + least]! * vectors[(k % d) * d + least]!);
  });
  const relative = (of: (A: Float64Array, B: Float64Array) => number) =>
    Float64Array.from(matrices, (X, i) => {
      const before = of(next(i), X);
      return before > 0 ? Math.abs(of(next(i), disturbed[i]!) / before - 1) : Number.NaN;
    });
  const found = {
    bures: relative((A, B) => Math.sqrt(distances2To(A, [B], d)[0]!)),
    affine: relative((A, B) => affineDistance(A, B, d)),
  };
  changes.set(matrices, found);
  return found;
}
