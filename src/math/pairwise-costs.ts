export type Ground = 'squaredEuclidean' | 'euclidean' | 'cityblock';

/** Ground cost between row i of x and row j of y, both row-major with `dimension` columns. */
export function groundCost(
  ground: Ground,
  x: Float64Array,
  i: number,
  y: Float64Array,
  j: number,
  dimension: number,
): number {
  let sum = 0;
  for (let k = 0; k < dimension; k++) {
    const difference = x[i * dimension + k]! - y[j * dimension + k]!;
    sum += ground === 'cityblock' ? Math.abs(difference) : difference * difference;
  }
  return ground === 'euclidean' ? Math.sqrt(sum) : sum;
}

/** Row-major matrix of all ground costs times `factor`. */
export function pairwiseCosts(
  ground: Ground,
  x: Float64Array,
  y: Float64Array,
  dimension: number,
  factor: number,
): Float64Array {
  const n = x.length / dimension;
  const m = y.length / dimension;
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) out[i * m + j] = groundCost(ground, x, i, y, j, dimension) * factor;
  }
  return out;
}

/** Largest ground cost over all pairs, without keeping them; 0 when all points coincide. */
export function largestCost(ground: Ground, x: Float64Array, y: Float64Array, dimension: number): number {
  const n = x.length / dimension;
  const m = y.length / dimension;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) largest = Math.max(largest, groundCost(ground, x, i, y, j, dimension));
  }
  return largest;
}
