import { BREATH, type Breathing } from './breaths.ts';

/**
 * Eigenvalues of a symmetric matrix (row-major, size × size; only its lower triangle is read), largest first, to rounding of the
 * largest. Householder
 * reflections to tridiagonal form, 4/3 size³ operations in breaths, then implicit QL (Golub & Van Loan, sections 8.3 and
 * 8.4; the shift is Wilkinson's). For vectors, and for small matrices, see symmetric-eigen.ts.
 */
export function* symmetricEigenvalues(matrix: Float64Array, size: number): Breathing<Float64Array> {
  const { diagonal, below } = yield* tridiagonal(matrix.slice(), size);
  implicitQl(diagonal, below);
  return diagonal.sort().reverse();
}

/** Overwrites A. below[i] stands beside diagonal[i] and diagonal[i + 1]. */
function* tridiagonal(A: Float64Array, n: number): Breathing<{ diagonal: Float64Array; below: Float64Array }> {
  const diagonal = new Float64Array(n);
  const below = new Float64Array(n);
  const p = new Float64Array(n);
  let work = 0;
  for (let i = n - 1; i >= 1; i--) {
    reflect(A, n, i, below, p);
    work += 2 * i * i;
    if (work > BREATH) {
      work = 0;
      yield undefined;
    }
  }
  for (let i = 0; i < n; i++) diagonal[i] = A[i * n + i]!;
  return { diagonal, below };
}

/** Clears row i left of the subdiagonal. Outside the generator, which would go on in slow code after every breath. */
function reflect(A: Float64Array, n: number, i: number, below: Float64Array, p: Float64Array): void {
  const u = A.subarray(i * n, i * n + i);
  let scale = 0;
  for (let k = 0; k < i - 1; k++) scale = Math.max(scale, Math.abs(u[k]!));
  if (scale === 0) {
    below[i - 1] = u[i - 1]!;
    return;
  }
  scale = Math.max(scale, Math.abs(u[i - 1]!));
  let square = 0;
  for (let k = 0; k < i; k++) {
    u[k] = u[k]! / scale;
    square += u[k]! * u[k]!;
  }
  const f = u[i - 1]!;
  const g = f >= 0 ? -Math.sqrt(square) : Math.sqrt(square);
  below[i - 1] = scale * g;
  const h = square - f * g;
  u[i - 1] = f - g;
  p.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const uj = u[j]!;
    let sum = A[row + j]! * uj;
    for (let k = 0; k < j; k++) {
      const a = A[row + k]!;
      sum += a * u[k]!;
      p[k] = p[k]! + a * uj;
    }
    p[j] = p[j]! + sum;
  }
  let half = 0;
  for (let k = 0; k < i; k++) {
    p[k] = p[k]! / h;
    half += p[k]! * u[k]!;
  }
  half /= 2 * h;
  for (let k = 0; k < i; k++) p[k] = p[k]! - half * u[k]!;
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const uj = u[j]!;
    const pj = p[j]!;
    for (let k = 0; k <= j; k++) A[row + k] = A[row + k]! - uj * p[k]! - pj * u[k]!;
  }
}

/** Turns the diagonal into the eigenvalues. Throws a RangeError when one does not settle in 60 sweeps (never seen). */
function implicitQl(d: Float64Array, e: Float64Array): void {
  const n = d.length;
  if (n > 0) e[n - 1] = 0;
  // Absolute: of a matrix of low rank all but a few numbers are rounding, and never small beside their neighbours.
  let norm = 0;
  for (let k = 0; k < n; k++) norm = Math.max(norm, Math.abs(d[k]!) + Math.abs(e[k]!));
  const zero = Number.EPSILON * norm;
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > zero) m++;
      if (m === l) break;
      if (sweep === 60) throw new RangeError('matrix has an eigenvalue that did not converge');
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      let r = Math.hypot(g, 1);
      g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * e[i]!;
        const b = c * e[i]!;
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] = d[i + 1]! - p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        r = (d[i]! - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
      }
      if (r === 0 && i >= l) continue;
      d[l] = d[l]! - p;
      e[l] = g;
      e[m] = 0;
    }
  }
}
