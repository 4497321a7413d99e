import type { Pattern } from './posterior.ts';

/**
 * Products of a sparse layer of Gaussian weights with a batch, by its row lists alone. Batches are unit-major (unit ×
 * rows), so that every weight meets one contiguous line; weights of a row go in pairs, so that what they share is read
 * once. Nothing here is of the size of the dense matrix but `denseSlopes`. A multiply-add counts once for the means and once for
 * the variances; the square of x is taken on the way.
 */

/** m = μ x + b and v = σ² x², outputs × rows: 2 · weights · rows multiply-adds. */
export function forwardProducts(
  { rowStart, columns }: Pattern,
  mean: Float64Array,
  variance: Float64Array,
  bias: Float64Array,
  x: Float64Array,
  rows: number,
  m: Float64Array,
  v: Float64Array,
): void {
  for (let o = 0; o + 1 < rowStart.length; o++) {
    const to = o * rows;
    m.fill(bias[o]!, to, to + rows);
    v.fill(0, to, to + rows);
    const end = rowStart[o + 1]!;
    let k = rowStart[o]!;
    for (; k + 1 < end; k += 2) {
      const [a, b, c, d] = [mean[k]!, variance[k]!, mean[k + 1]!, variance[k + 1]!];
      for (let n = to, p = columns[k]! * rows, q = columns[k + 1]! * rows; n < to + rows; n++, p++, q++) {
        const first = x[p]!;
        const second = x[q]!;
        m[n] = m[n]! + a * first + c * second;
        v[n] = v[n]! + b * first * first + d * second * second;
      }
    }
    if (k === end) continue;
    const [a, b] = [mean[k]!, variance[k]!];
    for (let n = to, p = columns[k]! * rows; n < to + rows; n++, p++) {
      const first = x[p]!;
      m[n] = m[n]! + a * first;
      v[n] = v[n]! + b * first * first;
    }
  }
}

/** ∂/∂μ and ∂/∂σ² of the active weights from ∂/∂m and ∂/∂v: 2 · weights · rows multiply-adds. */
export function weightSlopes(
  { rowStart, columns }: Pattern,
  dm: Float64Array,
  dv: Float64Array,
  x: Float64Array,
  rows: number,
  meanSlope: Float64Array,
  varianceSlope: Float64Array,
): void {
  for (let o = 0; o + 1 < rowStart.length; o++) {
    const to = o * rows;
    const end = rowStart[o + 1]!;
    for (let k = rowStart[o]!; k < end; k += 2) {
      // The last of an odd row is its own partner.
      const partner = Math.min(k + 1, end - 1);
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let n = to, p = columns[k]! * rows, q = columns[partner]! * rows; n < to + rows; n++, p++, q++) {
        const first = x[p]!;
        const second = x[q]!;
        const slope = dm[n]!;
        const spread = dv[n]!;
        a += slope * first;
        b += spread * first * first;
        c += slope * second;
        d += spread * second * second;
      }
      meanSlope[k] = a;
      varianceSlope[k] = b;
      meanSlope[partner] = c;
      varianceSlope[partner] = d;
    }
  }
}

/** ∂/∂x through m and through v = σ² x², inputs × rows: 2 · weights · rows multiply-adds. */
export function inputSlopes(
  { rowStart, columns }: Pattern,
  mean: Float64Array,
  variance: Float64Array,
  x: Float64Array,
  dm: Float64Array,
  dv: Float64Array,
  rows: number,
  slope: Float64Array,
): void {
  slope.fill(0);
  for (let o = 0; o + 1 < rowStart.length; o++) {
    const to = o * rows;
    for (let k = rowStart[o]!; k < rowStart[o + 1]!; k++) {
      const [a, b] = [mean[k]!, 2 * variance[k]!];
      for (let n = to, p = columns[k]! * rows; n < to + rows; n++, p++)
        slope[p] = slope[p]! + a * dm[n]! + b * x[p]! * dv[n]!;
    }
  }
}

/** ∂/∂μ of every weight, there or not, outputs × inputs: outputs · inputs · rows multiply-adds. */
export function denseSlopes(
  inputs: number,
  outputs: number,
  dm: Float64Array,
  x: Float64Array,
  rows: number,
  out: Float64Array,
): void {
  for (let o = 0; o < outputs; o++) {
    const to = o * rows;
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let n = to, p = i * rows; n < to + rows; n++, p++) sum += dm[n]! * x[p]!;
      out[o * inputs + i] = sum;
    }
  }
}
