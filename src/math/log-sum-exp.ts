/** Arrays the sums read; a run keeps to one kind, so that the loops stay monomorphic. */
export type Reals = Float64Array | Float32Array;

/** Below exp(−46) = 1e-20 a term does not change a sum that is at least 1 in float64. */
const NEGLIGIBLE = -46;

/** log Σ exp(values), by subtracting the largest; −∞ for no values or for −∞ only, NaN if one is NaN. */
export function logSumExp(values: Reals): number {
  let max = -Infinity;
  for (let k = 0; k < values.length; k++) max = Math.max(max, values[k]!);
  if (max === -Infinity) return -Infinity;
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += Math.exp(values[k]! - max);
  return max + Math.log(sum);
}

/**
 * out_i = eps · log Σ_j exp((g_j − C_ij)/eps) for rows from ≤ i < to of a row-major C with m columns.
 * Returns how many exponentials were evaluated: terms under 1e-20 of the largest are left out, which float64 cannot see.
 */
export function rowLogSumExp(C: Reals, m: number, g: Reals, eps: number, out: Reals, from: number, to: number): number {
  const scale = 1 / eps;
  let exponentials = 0;
  for (let i = from; i < to; i++) {
    const row = i * m;
    let max = -Infinity;
    for (let j = 0; j < m; j++) {
      const s = g[j]! - C[row + j]!;
      if (s > max) max = s;
    }
    let sum = 0;
    for (let j = 0; j < m; j++) {
      const s = (g[j]! - C[row + j]! - max) * scale;
      if (s > NEGLIGIBLE) {
        sum += Math.exp(s);
        exponentials++;
      }
    }
    out[i] = max + eps * Math.log(sum);
  }
  return exponentials;
}

/** out_j = eps · log Σ_i exp((f_i − C_ij)/eps) for columns from ≤ j < to of a row-major n × m matrix; returns as above. */
export function columnLogSumExp(
  C: Reals,
  n: number,
  m: number,
  f: Reals,
  eps: number,
  out: Reals,
  from: number,
  to: number,
): number {
  const scale = 1 / eps;
  const width = to - from;
  const max = new Float64Array(width).fill(-Infinity);
  const sum = new Float64Array(width);
  let exponentials = 0;
  // Rows are read one after the other: striding down the columns would miss the cache at every entry.
  for (let i = 0; i < n; i++) {
    const row = i * m + from;
    const fi = f[i]!;
    for (let j = 0; j < width; j++) {
      const s = fi - C[row + j]!;
      if (s > max[j]!) max[j] = s;
    }
  }
  for (let i = 0; i < n; i++) {
    const row = i * m + from;
    const fi = f[i]!;
    for (let j = 0; j < width; j++) {
      const s = (fi - C[row + j]! - max[j]!) * scale;
      if (s > NEGLIGIBLE) {
        sum[j] = sum[j]! + Math.exp(s);
        exponentials++;
      }
    }
  }
  for (let j = 0; j < width; j++) out[from + j] = max[j]! + eps * Math.log(sum[j]!);
  return exponentials;
}
