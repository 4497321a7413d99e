import { kthLargest } from '../../../math/quickselect.ts';
import { squaredDistance } from '../../../math/squared-distance.ts';
import type { Similarity } from './problem.ts';

/**
 * S + Sᵀ for S_ij = exp(−D_ij/(width · median D)) on the `neighbours` nearest of every row and 0 elsewhere, D squared
 * Euclidean distances.
 */
export function nearestSimilarity(
  points: Float64Array,
  n: number,
  d: number,
  neighbours: number,
  width: number,
): Similarity {
  const D = new Float64Array(n * n);
  const pairs = new Float64Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const distance = squaredDistance(points, i * d, points, j * d, d);
      D[i * n + j] = distance;
      D[j * n + i] = distance;
      pairs[at++] = distance;
    }
  const scale = width * kthLargest(pairs, Math.ceil(pairs.length / 2));
  const rows: Map<number, number>[] = Array.from({ length: n }, () => new Map());
  const others = new Int32Array(n - 1);
  for (let i = 0; i < n; i++) {
    let count = 0;
    for (let j = 0; j < n; j++) if (j !== i) others[count++] = j;
    others.sort((a, b) => D[i * n + a]! - D[i * n + b]! || a - b);
    for (const j of others.subarray(0, neighbours)) add(rows, i, j, Math.exp(-D[i * n + j]! / scale));
  }
  return compressed(rows);
}

/** S + Sᵀ of a dense n × n matrix. */
export function denseSimilarity(S: Float64Array, n: number): Similarity {
  const rows: Map<number, number>[] = Array.from({ length: n }, () => new Map());
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (S[i * n + j] !== 0) add(rows, i, j, S[i * n + j]!);
  return compressed(rows);
}

function add(rows: Map<number, number>[], i: number, j: number, value: number): void {
  rows[i]!.set(j, (rows[i]!.get(j) ?? 0) + value);
  rows[j]!.set(i, (rows[j]!.get(i) ?? 0) + value);
}

function compressed(rows: readonly Map<number, number>[]): Similarity {
  const rowStart = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    rowStart[i + 1] = rowStart[i]! + row.size;
  });
  const column = new Int32Array(rowStart.at(-1)!);
  const value = new Float64Array(column.length);
  rows.forEach((row, i) => {
    [...row.keys()]
      .sort((a, b) => a - b)
      .forEach((j, k) => {
        column[rowStart[i]! + k] = j;
        value[rowStart[i]! + k] = row.get(j)!;
      });
  });
  return { rowStart, column, value };
}
