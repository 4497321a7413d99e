import type { Reals } from './log-sum-exp.ts';

/** A sparse n × m matrix in compressed rows, with the row of every entry beside it. */
export interface SparseRows {
  readonly count: number;
  /** Entries of row i stand at rowStart[i] ≤ k < rowStart[i + 1]. */
  readonly rowStart: Int32Array;
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly value: Reals;
}

/** The positive entries of a row-major n × m matrix that are at least `threshold`, ties included. */
export function entriesFrom(dense: Reals, n: number, m: number, threshold: number): SparseRows {
  const keeps = (v: number) => v > 0 && v >= threshold;
  let count = 0;
  for (let k = 0; k < n * m; k++) if (keeps(dense[k]!)) count++;
  const rowStart = new Int32Array(n + 1);
  const row = new Int32Array(count);
  const column = new Int32Array(count);
  const value = dense instanceof Float32Array ? new Float32Array(count) : new Float64Array(count);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const v = dense[i * m + j]!;
      if (!keeps(v)) continue;
      row[at] = i;
      column[at] = j;
      value[at++] = v;
    }
    rowStart[i + 1] = at;
  }
  return { count, rowStart, row, column, value };
}

/** out = [diag d₁, S; Sᵀ, diag d₂] x, where d = (d₁, d₂) and x have n + m entries; 2 · count + n + m multiply-adds. */
export function bipartiteProduct(S: SparseRows, d: Reals, x: Reals, out: Reals): void {
  const { rowStart, column, value } = S;
  const n = rowStart.length - 1;
  for (let k = 0; k < d.length; k++) out[k] = d[k]! * x[k]!;
  for (let i = 0; i < n; i++) {
    const xi = x[i]!;
    let sum = out[i]!;
    for (let k = rowStart[i]!; k < rowStart[i + 1]!; k++) {
      const j = n + column[k]!;
      sum += value[k]! * x[j]!;
      out[j] = out[j]! + value[k]! * xi;
    }
    out[i] = sum;
  }
}
