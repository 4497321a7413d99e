import { luSolve } from '../../../math/lu-solve.ts';

/** Keeps the normal equations solvable where terms are nearly the same; far below what rounding of accuracies does. */
const RIDGE = 1e-9;

/**
 * Least squares of values at `rows` on terms given by row, terms first scaled to unit norm. Returns the coefficients.
 */
export function fitTerms(rows: readonly (readonly number[])[], values: readonly number[]): Float64Array {
  const size = rows[0]!.length;
  const scale = Float64Array.from({ length: size }, (_, t) => Math.hypot(...rows.map((row) => row[t]!)) || 1);
  const A = new Float64Array(size * size);
  const b = new Float64Array(size);
  rows.forEach((row, r) => {
    for (let s = 0; s < size; s++) {
      const term = row[s]! / scale[s]!;
      b[s] = b[s]! + term * values[r]!;
      for (let t = 0; t < size; t++) A[s * size + t] = A[s * size + t]! + (term * row[t]!) / scale[t]!;
    }
  });
  for (let s = 0; s < size; s++) A[s * size + s] = A[s * size + s]! + RIDGE;
  return luSolve(A, b).map((coefficient, t) => coefficient / scale[t]!);
}
