/** `count` edges from low to high, equally far apart. Throws a RangeError for fewer than two or an empty range. */
export function linearEdges(low: number, high: number, count: number): Float64Array {
  checkCount(count);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high))
    throw new RangeError(`the range of the bins is [${low}, ${high}]`);
  const step = (high - low) / (count - 1);
  const edges = Float64Array.from({ length: count }, (_, k) => k * step + low);
  edges[count - 1] = high;
  return edges;
}

/**
 * Entropy-based adaptive edges (Chelombiev, Houghton & O'Donnell 2019): as many distinct observed values between any two
 * edges. u are the sorted distinct values without `low`; the edges are low (if given), u_⌊j m/count⌋ for j below count,
 * and u_(m−1): count + 1 of them, one more with `low`. Equal edges are kept. Nothing observed but `low`: one edge.
 * Throws a RangeError for fewer than two bins, no values, or a value that is not finite.
 */
export function adaptiveEdges(values: ArrayLike<number>, count: number, low?: number): Float64Array {
  checkCount(count);
  if (values.length === 0) throw new RangeError('values is empty; at least one is needed');
  const sorted = Float64Array.from(values).sort();
  for (const end of [sorted[0]!, sorted[sorted.length - 1]!])
    if (!Number.isFinite(end)) throw new RangeError(`values has ${end} in it`);
  let m = 0;
  for (let k = 0; k < sorted.length; k++) {
    const value = sorted[k]!;
    if (value === low || (m > 0 && value === sorted[m - 1])) continue;
    sorted[m++] = value;
  }
  const start = low === undefined ? 0 : 1;
  if (m === 0) return Float64Array.of(low!);
  const edges = new Float64Array(start + count + 1);
  if (low !== undefined) edges[0] = low;
  // j·(m/n), not j·m/n: the two round differently, and the released code takes the first.
  const step = m / count;
  for (let j = 0; j < count; j++) edges[start + j] = sorted[Math.floor(j * step)]!;
  edges[start + count] = sorted[m - 1]!;
  return edges;
}

/** For each value the number of edges (in increasing order) at or below it. */
export function binIndices(values: ArrayLike<number>, edges: Float64Array): Int32Array {
  const out = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    out[i] = low;
  }
  return out;
}

function checkCount(count: number): void {
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`count is ${count}; at least 2 bins are needed`);
}
