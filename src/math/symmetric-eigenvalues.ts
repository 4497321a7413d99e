import { BREATH, type Breathing } from './breaths.ts';
import { openSymmetric, symmetricMatrices } from './native/symmetric-matrices.ts';

/** Size from which a kernel is worth its memory, 0.1 ms. */
const LEAST = 40;
const onTwins = (n: number) => ({
  run: symmetricMatrices,
  floats: { A: new Float64Array(n * n), below: new Float64Array(n), p: new Float64Array(n) },
});

/**
 * Eigenvalues of a symmetric matrix (row-major, size × size; only its lower triangle is read), largest first, to rounding of the
 * largest. Householder reflections to tridiagonal form, 4/3 size³ operations in breaths (Golub & Van Loan, section 8.3), then QL
 * with Wilkinson's shift. For vectors, and for small matrices, see symmetric-eigen.ts.
 */
export function* symmetricEigenvalues(matrix: Float64Array, size: number): Breathing<Float64Array> {
  const { diagonal, below } = yield* tridiagonal(matrix, size);
  implicitQl(diagonal, below);
  return diagonal.sort().reverse();
}

/** below[i] stands beside diagonal[i] and diagonal[i + 1]. */
function* tridiagonal(matrix: Float64Array, n: number): Breathing<{ diagonal: Float64Array; below: Float64Array }> {
  const { run, floats } = n < LEAST ? onTwins(n) : openSymmetric(n * n, n);
  const { A, below, p } = floats;
  A.set(matrix.length === n * n ? matrix : matrix.subarray(0, n * n));
  for (let i = n - 1; i >= 1; ) {
    i = run.tridiagonal(A, below, p, n, i, BREATH);
    if (i >= 1) yield undefined;
  }
  return { diagonal: Float64Array.from({ length: n }, (_, i) => A[i * n + i]!), below: below.slice() };
}

/**
 * Turns the diagonal into the eigenvalues, by the QL iteration without square roots of Pal, Walker & Kahan (as LAPACK's dsterf).
 * Throws a RangeError when one does not settle in 60 sweeps (never seen).
 */
function implicitQl(d: Float64Array, e: Float64Array): void {
  const n = d.length;
  if (n > 0) e[n - 1] = 0;
  let norm = 0;
  for (let k = 0; k < n; k++) norm = Math.max(norm, Math.abs(d[k]!) + Math.abs(e[k]!));
  if (norm === 0) return;
  // Squares of what is below the diagonal, at a norm of 1, where squares of what matters do not underflow.
  for (let k = 0; k < n; k++) {
    d[k] = d[k]! / norm;
    e[k] = (e[k]! / norm) ** 2;
  }
  // Absolute: of a matrix of low rank all but a few numbers are rounding, and never small beside their neighbours.
  const zero = Number.EPSILON ** 2;
  for (let l = 0; l < n; l++) {
    for (let times = 0; ; times++) {
      let m = l;
      while (m < n - 1 && e[m]! > zero) m++;
      if (m === l) break;
      if (times === 60) throw new RangeError('matrix has an eigenvalue that did not converge');
      sweep(d, e, l, m);
    }
  }
  for (let k = 0; k < n; k++) d[k] = d[k]! * norm;
}

/** One sweep over the rows l..m, with Wilkinson's shift. */
function sweep(d: Float64Array, e: Float64Array, l: number, m: number): void {
  const below = Math.sqrt(e[l]!);
  const half = (d[l + 1]! - d[l]!) / (2 * below);
  const root = Math.sqrt(half * half + 1);
  const shift = d[l]! - below / (half + (half >= 0 ? root : -root));
  let c = 1;
  let s = 0;
  let gamma = d[m]! - shift;
  let p = gamma * gamma;
  for (let i = m - 1; i >= l; i--) {
    const square = e[i]!;
    const r = p + square;
    if (i < m - 1) e[i + 1] = s * r;
    const before = c;
    c = p / r;
    s = square / r;
    const old = gamma;
    const own = d[i]!;
    gamma = c * (own - shift) - s * old;
    d[i + 1] = old + (own - gamma);
    p = c === 0 ? before * square : (gamma * gamma) / c;
  }
  e[l] = s * p;
  d[l] = shift + gamma;
}
