/**
 * Lower Cholesky factor of a symmetric positive definite matrix (d × d, row-major), in place of its lower triangle; the
 * strict upper triangle is left as it was. Golub & Van Loan, algorithm 4.2.1. NaN appears where A is not positive definite.
 */
export function choleskyFactor(A: Float64Array, d: number): void {
  for (let j = 0; j < d; j++) {
    for (let i = j; i < d; i++) {
      let sum = A[i * d + j]!;
      for (let k = 0; k < j; k++) sum -= A[i * d + k]! * A[j * d + k]!;
      A[i * d + j] = i === j ? Math.sqrt(sum) : sum / A[j * d + j]!;
    }
  }
}
