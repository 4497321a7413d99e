import { nativeWanted } from './native/open-kernels.ts';
import { openSymmetric, symmetricMatrices } from './native/symmetric-matrices.ts';

/** Dimensions from which a kernel, with its copies and its call, is faster than its twin, and to which it runs. */
const LEAST = 24;
const MOST = 2048;

/**
 * Lower Cholesky factor of a symmetric positive definite matrix (d × d, row-major), in place of its lower triangle; the
 * strict upper triangle is left as it was. Golub & Van Loan, algorithm 4.2.1. NaN appears where A is not positive definite.
 */
export function choleskyFactor(A: Float64Array, d: number): void {
  if (d < LEAST || d > MOST || !nativeWanted()) {
    symmetricMatrices.cholesky(A, d);
    return;
  }
  if (room < d * d) {
    room = 2 ** Math.ceil(Math.log2(d * d));
    opened = openSymmetric(room, 0);
  }
  const { run, floats } = opened!;
  floats.A.set(A.length === d * d ? A : A.subarray(0, d * d));
  run.cholesky(floats.A, d);
  A.set(floats.A.subarray(0, d * d));
}

/** One memory that grows and stays: a factor is made in one go. */
let opened: ReturnType<typeof openSymmetric> | null = null;
let room = 0;
