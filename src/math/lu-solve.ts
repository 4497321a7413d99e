/**
 * Solves A x = b by Gaussian elimination with partial pivoting (Golub & Van Loan, algorithm 3.4.1); A is square,
 * row-major, and kept. Throws a RangeError when no pivot is left.
 */
export function luSolve(A: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  if (A.length !== n * n) throw new RangeError(`A has ${A.length} entries, and b has ${n}`);
  const U = A.slice();
  const x = b.slice();
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(U[i * n + k]!) > Math.abs(U[pivot * n + k]!)) pivot = i;
    if (!(Math.abs(U[pivot * n + k]!) > 0)) throw new RangeError(`the matrix is singular in column ${k + 1}`);
    for (let j = k; j < n && pivot !== k; j++) [U[k * n + j], U[pivot * n + j]] = [U[pivot * n + j]!, U[k * n + j]!];
    [x[k], x[pivot]] = [x[pivot]!, x[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = U[i * n + k]! / U[k * n + k]!;
      for (let j = k + 1; j < n; j++) U[i * n + j]! -= factor * U[k * n + j]!;
      x[i]! -= factor * x[k]!;
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) x[k]! -= U[k * n + j]! * x[j]!;
    x[k]! /= U[k * n + k]!;
  }
  return x;
}
