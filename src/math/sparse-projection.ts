/**
 * Writes to `out` the indices (relative to `from`) of the k largest of values[from … from + count), largest first, a tie
 * going to the smaller index; in their own order when k is at least `count`. Returns how many. By insertion,
 * O(count · k) at worst: for small k, or for all.
 */
export function keepLargest(values: Float64Array, from: number, count: number, k: number, out: Int32Array): number {
  if (k >= count) {
    for (let i = 0; i < count; i++) out[i] = i;
    return count;
  }
  let found = 0;
  let least = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const value = values[from + i]!;
    if (found === k && !(value > least)) continue;
    let place = found < k ? found++ : k - 1;
    while (place > 0 && values[from + out[place - 1]!]! < value) {
      out[place] = out[place - 1]!;
      place--;
    }
    out[place] = i;
    if (found === k) least = values[from + out[k - 1]!]!;
  }
  return found;
}

/**
 * The τ with Σ [values_i − τ]₊ = mass over values[from + kept_l], l < count, for a mass > 0: what is at or below the
 * threshold of those left is left out until nothing is (Michelot 1986). The same τ as by sorting, in O(count) a pass and a
 * few passes. Permutes `kept`.
 */
export function simplexThreshold(
  values: Float64Array,
  from: number,
  kept: Int32Array,
  count: number,
  mass: number,
): number {
  let left = count;
  for (;;) {
    let sum = 0;
    for (let l = 0; l < left; l++) sum += values[from + kept[l]!]!;
    const tau = (sum - mass) / left;
    let above = 0;
    for (let l = 0; l < left; l++) {
      const i = kept[l]!;
      if (!(values[from + i]! > tau)) continue;
      kept[l] = kept[above]!;
      kept[above++] = i;
    }
    // Rounding may leave out the last one too.
    if (above === left || above === 0) return tau;
    left = above;
  }
}

/** The point of mass · simplex with at most k non-zeros that is nearest to `values`. */
export function sparseProjection(values: Float64Array, mass: number, k: number): Float64Array {
  const out = new Float64Array(values.length);
  if (mass === 0) return out;
  const kept = new Int32Array(Math.max(k, values.length));
  const count = keepLargest(values, 0, values.length, k, kept);
  const tau = simplexThreshold(values, 0, kept, count, mass);
  for (let l = 0; l < count; l++) out[kept[l]!] = Math.max(0, values[kept[l]!]! - tau);
  return out;
}
