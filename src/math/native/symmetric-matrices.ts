import { type Opened, openKernels } from './open-kernels.ts';
import code from './symmetric-matrices.as.ts?native';

/**
 * Lower Cholesky factor (Golub & Van Loan, algorithm 4.2.1) in place of the lower triangle of A, d × d and row-major; the strict
 * upper triangle stays. Four partial sums a product of rows; d³/3 operations, half as many numbers read, four rows at a time.
 */
function cholesky(A: Float64Array, d: number): void {
  for (let j = 0; j < d; j++) {
    const own = j * d;
    const pivot = Math.sqrt(A[own + j]! - product(A, own, A, own, j));
    A[own + j] = pivot;
    for (let i = j + 1; i < d; i++) A[i * d + j] = (A[i * d + j]! - product(A, i * d, A, own, j)) / pivot;
  }
}

/** Σ a_k b_k over `count` numbers, term k into sum k mod 4. */
function product(a: Float64Array, from: number, b: Float64Array, start: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    s0 += a[from + k]! * b[start + k]!;
    s1 += a[from + k + 1]! * b[start + k + 1]!;
    s2 += a[from + k + 2]! * b[start + k + 2]!;
    s3 += a[from + k + 3]! * b[start + k + 3]!;
  }
  if (k < count) s0 += a[from + k]! * b[start + k]!;
  if (k + 1 < count) s1 += a[from + k + 1]! * b[start + k + 1]!;
  if (k + 2 < count) s2 += a[from + k + 2]! * b[start + k + 2]!;
  return s0 + s1 + (s2 + s3);
}

/**
 * Householder's reduction (Golub & Van Loan, section 8.3) of rows `from` down to 1 of a symmetric A, n × n and row-major, of which the
 * lower triangle is read and written over: row i is cleared left of its subdiagonal, which goes to below[i − 1]; the
 * diagonal stays in A. 4 i² operations and 12 i² bytes a row; stops when `budget` of these operations are spent and
 * returns the row to go on from. p is scratch of n numbers.
 */
function tridiagonal(
  A: Float64Array,
  below: Float64Array,
  p: Float64Array,
  n: number,
  from: number,
  budget: number,
): number {
  let i = from;
  for (let spent = 0; i >= 1 && spent < budget; i--) {
    reflect(A, n, i, below, p);
    spent += 4 * i * i;
  }
  return i;
}

function reflect(A: Float64Array, n: number, i: number, below: Float64Array, p: Float64Array): void {
  const u = i * n;
  let scale = 0;
  for (let k = 0; k < i - 1; k++) if (scale < Math.abs(A[u + k]!)) scale = Math.abs(A[u + k]!);
  const f0 = A[u + i - 1]!;
  if (scale === 0) {
    below[i - 1] = f0;
    return;
  }
  if (scale < Math.abs(f0)) scale = Math.abs(f0);
  for (let k = 0; k < i; k++) A[u + k] = A[u + k]! / scale;
  const square = product(A, u, A, u, i);
  const f = A[u + i - 1]!;
  const g = f >= 0 ? -Math.sqrt(square) : Math.sqrt(square);
  below[i - 1] = scale * g;
  const h = square - f * g;
  A[u + i - 1] = f - g;
  p.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const uj = A[u + j]!;
    const sum = product(A, row, A, u, j);
    for (let k = 0; k < j; k++) p[k] = p[k]! + A[row + k]! * uj;
    p[j] = p[j]! + (sum + A[row + j]! * uj);
  }
  for (let k = 0; k < i; k++) p[k] = p[k]! / h;
  const half = product(p, 0, A, u, i) / (2 * h);
  for (let k = 0; k < i; k++) p[k] = p[k]! - half * A[u + k]!;
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const uj = A[u + j]!;
    const pj = p[j]!;
    for (let k = 0; k <= j; k++) A[row + k] = A[row + k]! - uj * p[k]! - pj * A[u + k]!;
  }
}

export const symmetricMatrices = { cholesky, tridiagonal };

type Floats = Readonly<Record<'A' | 'below' | 'p', number>>;

/** Room for a matrix of `entries` numbers and for vectors of n. */
export const openSymmetric = (entries: number, n: number): Opened<typeof symmetricMatrices, Floats, object> =>
  openKernels(code, symmetricMatrices, { A: entries, below: n, p: n });
