/** Σ (a_k − b_k)² over d numbers from `from` in a and `start` in b; four running sums keep the processor busy. */
export function squaredDistance(
  a: ArrayLike<number>,
  from: number,
  b: ArrayLike<number>,
  start: number,
  d: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < d; k += 4) {
    const d0 = a[from + k]! - b[start + k]!;
    const d1 = a[from + k + 1]! - b[start + k + 1]!;
    const d2 = a[from + k + 2]! - b[start + k + 2]!;
    const d3 = a[from + k + 3]! - b[start + k + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; k < d; k++) {
    const rest = a[from + k]! - b[start + k]!;
    s0 += rest * rest;
  }
  return s0 + s1 + (s2 + s3);
}
