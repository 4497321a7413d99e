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

/** Entries read between two breaths. */
const BREATH = 1_000_000;

/** The positive entries of a row-major n × m matrix that are at least `threshold`, ties included. Yields breaths. */
export function* entriesFrom(dense: Reals, n: number, m: number, threshold: number): Generator<undefined, SparseRows> {
  const least = Math.max(threshold, Number.MIN_VALUE);
  const rowsPerBreath = Math.max(1, Math.floor(BREATH / m));
  const rowStart = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) {
    rowStart[i + 1] = rowStart[i]! + countFrom(dense, i * m, (i + 1) * m, least);
    if ((i + 1) % rowsPerBreath === 0) yield undefined;
  }
  const count = rowStart[n]!;
  const row = new Int32Array(count);
  const column = new Int32Array(count);
  const value = dense instanceof Float32Array ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < n; i++) {
    if (rowStart[i] === rowStart[i + 1]) continue;
    for (let at = rowStart[i]!, j = 0; at < rowStart[i + 1]!; j++) {
      if (dense[i * m + j]! < least) continue;
      row[at] = i;
      column[at] = j;
      value[at++] = dense[i * m + j]!;
    }
    if ((i + 1) % rowsPerBreath === 0) yield undefined;
  }
  return { count, rowStart, row, column, value };
}

function countFrom(dense: Reals, from: number, to: number, least: number): number {
  let count = 0;
  for (let k = from; k < to; k++) if (dense[k]! >= least) count++;
  return count;
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
