import type { Reals } from './log-sum-exp.ts';

/**
 * The k-th largest value (k = 1: the largest) in O(n) expected time; reorders `values`.
 * k below 1 counts as 1 and above the length as the length; an empty array gives NaN. Values must not be NaN.
 */
export function kthLargest(values: Reals, k: number): number {
  if (values.length === 0) return Number.NaN;
  const target = Math.min(Math.max(k, 1), values.length) - 1;
  let low = 0;
  let high = values.length - 1;
  // Hoare's selection, descending; stopping at equal values keeps long runs of ties from going quadratic.
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i <= j) {
        const held = values[i]!;
        values[i++] = values[j]!;
        values[j--] = held;
      }
    }
    if (target <= j) high = j;
    else if (target >= i) low = i;
    else break;
  }
  return values[target]!;
}

/**
 * The k-th largest value without reordering the values and with memory for 2k of them, in O(n) time: values above the
 * k-th largest so far are collected, and the collection is cut back to k when it is full. Yields breaths. A k of at
 * least the length gives −∞: everything is among the k largest.
 */
export function* kthLargestOf(values: Reals, k: number): Generator<undefined, number> {
  if (k >= values.length) return -Infinity;
  const held = values instanceof Float32Array ? new Float32Array(2 * k) : new Float64Array(2 * k);
  const state = { count: 0, bound: -Infinity };
  for (let from = 0; from < values.length; from += BREATH) {
    if (from > 0) yield undefined;
    collect(values, from, Math.min(values.length, from + BREATH), k, held, state);
  }
  return kthLargest(held.subarray(0, state.count), k);
}

function collect(
  values: Reals,
  from: number,
  to: number,
  k: number,
  held: Reals,
  state: { count: number; bound: number },
): void {
  let { count, bound } = state;
  for (let at = from; at < to; at++) {
    const value = values[at]!;
    if (value <= bound) continue;
    held[count++] = value;
    if (count === 2 * k) {
      bound = kthLargest(held, k);
      count = k;
    }
  }
  state.count = count;
  state.bound = bound;
}

/** Values read between two breaths. */
const BREATH = 1_000_000;

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
