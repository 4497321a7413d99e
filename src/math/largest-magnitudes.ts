/**
 * Writes to `out`, from `to` on, the indices (relative to `from`) of the `k` entries of largest magnitude among
 * values[from … from + count), largest first, a tie going to the lower index; entries with `allowed[index] === 0` are passed
 * over. Returns how many were written, fewer than k where fewer are allowed. By insertion, O(count · k) at worst: for
 * small k.
 */
export function largestMagnitudes(
  values: Float64Array,
  from: number,
  count: number,
  k: number,
  out: Int32Array,
  to = 0,
  allowed: Uint8Array | null = null,
): number {
  let found = 0;
  let least = -1;
  for (let j = 0; j < count; j++) {
    if (allowed !== null && allowed[j] === 0) continue;
    const size = Math.abs(values[from + j]!);
    if (found === k && !(size > least)) continue;
    let place = found < k ? found++ : k - 1;
    while (place > 0 && Math.abs(values[from + out[to + place - 1]!]!) < size) {
      out[to + place] = out[to + place - 1]!;
      place--;
    }
    out[to + place] = j;
    least = found === k ? Math.abs(values[from + out[to + k - 1]!]!) : -1;
  }
  return found;
}
