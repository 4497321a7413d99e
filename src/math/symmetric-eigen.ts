/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix (row-major, size × size) by cyclic Jacobi rotations,
 * to rounding. vectors is row-major with one eigenvector a column; values are in no order. O(size³) a sweep, some ten
 * sweeps: for small matrices. Golub & Van Loan, section 8.5.
 */
export function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const A = matrix.slice();
  const V = new Float64Array(size * size);
  for (let k = 0; k < size; k++) V[k * size + k] = 1;
  let norm = 0;
  for (let k = 0; k < size * size; k++) norm += A[k]! * A[k]!;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += A[p * size + q]! ** 2;
    if (off <= 1e-34 * norm) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(A, V, size, p, q);
    }
  }
  const values = Float64Array.from({ length: size }, (_, k) => A[k * size + k]!);
  return { values, vectors: V };
}

function rotate(A: Float64Array, V: Float64Array, size: number, p: number, q: number): void {
  const apq = A[p * size + q]!;
  if (apq === 0) return;
  const theta = (A[q * size + q]! - A[p * size + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(A, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(A, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(V, k * size + p, k * size + q, c, s);
}

function turn(M: Float64Array, first: number, second: number, c: number, s: number): void {
  const u = M[first]!;
  const v = M[second]!;
  M[first] = c * u - s * v;
  M[second] = s * u + c * v;
}

/** A⁺b for a symmetric A: the least-norm least-squares solution; eigenvalues below 1e-14 of the largest count as zero. */
export function pseudoSolve(matrix: Float64Array, size: number, b: Float64Array): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const cut = 1e-14 * values.reduce((largest, v) => Math.max(largest, Math.abs(v)), 0);
  const x = new Float64Array(size);
  for (let e = 0; e < size; e++) {
    if (Math.abs(values[e]!) <= cut) continue;
    let along = 0;
    for (let k = 0; k < size; k++) along += vectors[k * size + e]! * b[k]!;
    for (let k = 0; k < size; k++) x[k] = x[k]! + (along / values[e]!) * vectors[k * size + e]!;
  }
  return x;
}
