/** How points are divided: leaves of `slots` places each, all full but the last; nodes from the root on, left ones first. */
export interface TreeShape {
  /** Places in a leaf: a multiple of 8. */
  readonly slots: number;
  readonly leaves: number;
  readonly nodes: number;
}

/** Trees prune little in many dimensions: larger leaves have fewer boxes to ask. */
export function treeShape(n: number, d: number): TreeShape {
  const slots = d <= 6 ? 8 : d <= 12 ? 16 : 32;
  const leaves = Math.max(1, Math.ceil(n / slots));
  return { slots, leaves, nodes: 2 * leaves - 1 };
}

/** Numbers of a node on the stack: itself and its range of leaves. */
export const ENTRY = 3;

/**
 * Plants a k-d tree (Bentley 1975) on points (n × d, row-major): each node is split at a whole number of leaves across its longest
 * side. Node i of leaves a..b has its children at i + 1 (a..m) and i + 2(m − a) (m..b), m = ⌊(a + b)/2⌋. leaf is leaves × d × slots, a leaf
 * coordinate by coordinate, ∞ where the last one has no point; box is nodes × d × 2, the least and minus the largest of every
 * coordinate; row[p] is the row of the point in place p. `key` is scratch of n numbers. Some (4d + 20) n log₂(leaves) operations.
 */
export function plant(
  points: Float64Array,
  leaf: Float64Array,
  box: Float64Array,
  row: Int32Array,
  key: Float64Array,
  stack: Int32Array,
  n: number,
  d: number,
  slots: number,
  leaves: number,
): void {
  for (let i = 0; i < n; i++) row[i] = i;
  stack[0] = 0;
  stack[1] = 0;
  stack[2] = leaves;
  for (let top = 0; top >= 0; ) {
    const node = stack[top]!;
    const a = stack[top + 1]!;
    const b = stack[top + 2]!;
    const from = a * slots;
    const to = Math.min(n, b * slots);
    const longest = surround(points, d, row, from, to, box, node * 2 * d);
    if (b - a === 1) {
      fill(points, d, row, from, to, leaf, slots);
      top -= ENTRY;
      continue;
    }
    for (let p = from; p < to; p++) key[p] = points[row[p]! * d + longest]!;
    select(key, row, from, to, ((a + b) >> 1) * slots);
    top = divide(stack, top, node, a, b);
  }
}

/** Puts the children of the topmost node in its place, the left one on top. */
export function divide(stack: Int32Array, top: number, node: number, a: number, b: number): number {
  const middle = (a + b) >> 1;
  stack[top] = node + 2 * (middle - a);
  stack[top + 1] = middle;
  stack[top + ENTRY] = node + 1;
  stack[top + ENTRY + 1] = a;
  stack[top + ENTRY + 2] = middle;
  return top + ENTRY;
}

/** Writes the box of the points in from..to; returns its longest side. */
function surround(
  points: Float64Array,
  d: number,
  row: Int32Array,
  from: number,
  to: number,
  box: Float64Array,
  at: number,
): number {
  let longest = 0;
  let length = -1;
  for (let c = 0; c < d; c++) {
    let least = Infinity;
    let most = -Infinity;
    for (let p = from; p < to; p++) {
      const value = points[row[p]! * d + c]!;
      if (value < least) least = value;
      if (most < value) most = value;
    }
    box[at + 2 * c] = least;
    box[at + 2 * c + 1] = -most;
    if (most - least > length) {
      length = most - least;
      longest = c;
    }
  }
  return longest;
}

function fill(
  points: Float64Array,
  d: number,
  row: Int32Array,
  from: number,
  to: number,
  leaf: Float64Array,
  slots: number,
): void {
  if (to - from < slots) leaf.fill(Infinity, from * d, (from + slots) * d);
  for (let p = from; p < to; p++)
    for (let c = 0; c < d; c++) leaf[from * d + c * slots + p - from] = points[row[p]! * d + c]!;
}

/** Afterwards keys below `at` are no larger than those from it on; rows go with them. Partitions without a branch. */
function select(key: Float64Array, row: Int32Array, from: number, to: number, at: number): void {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const pivot = middleOf(key[low]!, key[(low + high) >>> 1]!, key[high - 1]!);
    let end = partition(key, row, low, high, pivot, false);
    if (end === low) {
      // Nothing is less than the pivot: its equals come first, and are done.
      end = partition(key, row, low, high, pivot, true);
      if (at < end || end === low) return;
    }
    if (at < end) high = end;
    else low = end;
  }
}

/** Brings keys below the pivot, or up to it, to the front; returns the end of them. */
function partition(
  key: Float64Array,
  row: Int32Array,
  low: number,
  high: number,
  pivot: number,
  equals: boolean,
): number {
  let end = low;
  for (let p = low; p < high; p++) {
    const value = key[p]!;
    const place = row[p]!;
    key[p] = key[end]!;
    row[p] = row[end]!;
    key[end] = value;
    row[end] = place;
    if (equals ? value <= pivot : value < pivot) end++;
  }
  return end;
}

const middleOf = (a: number, b: number, c: number): number =>
  a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
