import { symmetricEigen } from './symmetric-eigen.ts';

/** Eigenvalues of the Gram matrix count as at least this (the MMCR card): keeps U Vᵀ finite at a singular matrix. */
const FLOOR = 1e-10;

/**
 * Nuclear norm (sum of the singular values) of A (rows × columns, row-major) and its gradient U Vᵀ, by the
 * eigen-decomposition of the smaller Gram matrix: U Vᵀ = A (AᵀA)^(−1/2) = (AAᵀ)^(−1/2) A. Watson 1992.
 */
export function nuclearNorm(A: Float64Array, rows: number, columns: number): { value: number; gradient: Float64Array } {
  const wide = rows < columns;
  const size = Math.min(rows, columns);
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      if (wide) for (let k = 0; k < columns; k++) sum += A[i * columns + k]! * A[j * columns + k]!;
      else for (let k = 0; k < rows; k++) sum += A[k * columns + i]! * A[k * columns + j]!;
      gram[i * size + j] = sum;
      gram[j * size + i] = sum;
    }
  }
  const { values, vectors } = symmetricEigen(gram, size);
  let value = 0;
  const root = new Float64Array(size * size);
  for (let e = 0; e < size; e++) {
    value += Math.sqrt(Math.max(0, values[e]!));
    const weight = 1 / Math.sqrt(Math.max(FLOOR, values[e]!));
    for (let i = 0; i < size; i++) {
      const along = weight * vectors[i * size + e]!;
      for (let j = 0; j < size; j++) root[i * size + j] = root[i * size + j]! + along * vectors[j * size + e]!;
    }
  }
  const gradient = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      if (wide) for (let k = 0; k < rows; k++) sum += root[r * rows + k]! * A[k * columns + c]!;
      else for (let k = 0; k < columns; k++) sum += A[r * columns + k]! * root[k * columns + c]!;
      gradient[r * columns + c] = sum;
    }
  }
  return { value, gradient };
}
