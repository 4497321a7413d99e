/** Σ X / N, entry by entry. */
export function average(matrices: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(matrices[0]!.length);
  for (const X of matrices) for (let k = 0; k < sum.length; k++) sum[k] = sum[k]! + X[k]! / matrices.length;
  return sum;
}
