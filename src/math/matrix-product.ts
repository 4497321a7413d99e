/** Row-major products of small matrices into `out`, which must be none of the factors. */

/** out = A B, with A n × k and B k × m. */
export function product(A: Float64Array, B: Float64Array, n: number, k: number, m: number, out: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[i * k + l]! * B[l * m + j]!;
      out[i * m + j] = sum;
    }
}

/** out = A Bᵀ, with A n × k and B m × k. */
export function productTransposed(
  A: Float64Array,
  B: Float64Array,
  n: number,
  k: number,
  m: number,
  out: Float64Array,
): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[i * k + l]! * B[j * k + l]!;
      out[i * m + j] = sum;
    }
}

/** out = Aᵀ B, with A k × n and B k × m. */
export function transposedProduct(
  A: Float64Array,
  B: Float64Array,
  n: number,
  k: number,
  m: number,
  out: Float64Array,
): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += A[l * n + i]! * B[l * m + j]!;
      out[i * m + j] = sum;
    }
}
