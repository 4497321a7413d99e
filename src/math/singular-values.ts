/**
 * Singular values of A (rows × columns, row-major), largest first, by one-sided Jacobi rotations of its columns: small ones
 * are as accurate as the matrix allows, and zeros stay zeros. For small matrices. Golub & Van Loan, section 8.6.3.
 */
export function singularValues(A: Float64Array, rows: number, columns: number): Float64Array {
  const byRows = rows < columns;
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  // One vector of the smaller side after another.
  const U = new Float64Array(count * length);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < length; k++) U[i * length + k] = byRows ? A[i * columns + k]! : A[k * columns + i]!;
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < count; p++)
      for (let q = p + 1; q < count; q++) if (orthogonalise(U, length, p, q)) turned = true;
    if (!turned) break;
  }
  const values = Float64Array.from({ length: count }, (_, i) =>
    Math.hypot(...U.subarray(i * length, (i + 1) * length)),
  );
  return values.sort().reverse();
}

/** Rotates two vectors until they are orthogonal; false when they were. */
function orthogonalise(U: Float64Array, length: number, p: number, q: number): boolean {
  let pp = 0;
  let qq = 0;
  let pq = 0;
  for (let k = 0; k < length; k++) {
    const u = U[p * length + k]!;
    const v = U[q * length + k]!;
    pp += u * u;
    qq += v * v;
    pq += u * v;
  }
  if (Math.abs(pq) <= 1e-15 * Math.sqrt(pp * qq)) return false;
  const theta = (qq - pp) / (2 * pq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < length; k++) {
    const u = U[p * length + k]!;
    const v = U[q * length + k]!;
    U[p * length + k] = c * u - s * v;
    U[q * length + k] = s * u + c * v;
  }
  return true;
}
