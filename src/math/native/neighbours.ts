import { divide, ENTRY, plant, type TreeShape } from './neighbour-tree.ts';
import code from './neighbours.as.ts?native';
import { type Opened, openKernels } from './open-kernels.ts';

/*
 * Searches in the tree of neighbour-tree.ts. What comes out is exact and does not depend on the way: distances are computed
 * coordinate by coordinate, and a box is never farther, in floating point too, than what is in it (rounding is monotone; of
 * sums of squares in another order SLACK takes care).
 */

/** 1 − 2⁻⁴⁰: more than sums of 4,000 squares in another order differ by. */
const SLACK = 1 - 2 ** -40;
/** A tree is less than 32 levels deep, and a stack holds one node a level and one more. */
const DEPTH = 32;

/**
 * Distances of the points in the leaves `first`.. to their k nearest others, in rows of `near` (n × k, each increasing; squared for
 * the Euclidean norm, `euclidean` = 1): some 8(3d + 3) operations for eight places of a leaf that is looked at, 4d for a box.
 * Stops when `budget` operations are spent; returns the leaf to go on from. `query` and `stack` are scratch.
 */
function nearest(
  leaf: Float64Array,
  box: Float64Array,
  row: Int32Array,
  near: Float64Array,
  query: Float64Array,
  stack: Int32Array,
  n: number,
  d: number,
  k: number,
  slots: number,
  leaves: number,
  euclidean: number,
  first: number,
  budget: number,
): number {
  let spent = 0;
  const look = (at: number, self: number, to: number) => {
    spent += slots * (3 * d + 3);
    for (let s = 0; s < slots; s++) {
      if (at * slots + s === self) continue;
      const limit = near[to + k - 1]!;
      const distance = distanceTo(leaf, at * slots * d + s, slots, query, d, euclidean, limit);
      if (distance < limit) insert(near, to, to + k - 1, distance);
    }
  };
  let own = first;
  for (; own < leaves && spent < budget; own++) {
    const levels = pathTo(own, leaves, stack);
    const end = Math.min(n, (own + 1) * slots);
    for (let p = own * slots; p < end; p++) {
      ask(leaf, own * slots * d + (p - own * slots), slots, query, d);
      const to = row[p]! * k;
      near.fill(Infinity, to, to + k);
      look(own, p, to);
      // The nearest relatives first.
      for (let level = levels - 1; level >= 0; level--) {
        stack.copyWithin(ENTRY * DEPTH, ENTRY * level, ENTRY * (level + 1));
        for (let top = ENTRY * DEPTH; top >= ENTRY * DEPTH; ) {
          const node = stack[top]!;
          const a = stack[top + 1]!;
          const b = stack[top + 2]!;
          spent += 4 * d;
          if (beyond(box, node * 2 * d, query, d, euclidean) >= near[to + k - 1]!) top -= ENTRY;
          else if (b - a === 1) {
            look(a, -1, to);
            top -= ENTRY;
          } else top = divide(stack, top, node, a, b);
        }
      }
    }
  }
  return own;
}

/** counts[i], i = the row of a point in the leaves `first`.., of others strictly within radius[i] of it in the max-norm; else as `nearest`. */
function within(
  leaf: Float64Array,
  box: Float64Array,
  row: Int32Array,
  radius: Float64Array,
  counts: Int32Array,
  query: Float64Array,
  stack: Int32Array,
  n: number,
  d: number,
  slots: number,
  leaves: number,
  first: number,
  budget: number,
): number {
  let spent = 0;
  let own = first;
  for (; own < leaves && spent < budget; own++) {
    const end = Math.min(n, (own + 1) * slots);
    for (let p = own * slots; p < end; p++) {
      ask(leaf, own * slots * d + (p - own * slots), slots, query, d);
      const limit = radius[row[p]!]!;
      // The point itself does not count.
      let count = 0 < limit ? -1 : 0;
      stack[0] = 0;
      stack[1] = 0;
      stack[2] = leaves;
      for (let top = 0; top >= 0; ) {
        const node = stack[top]!;
        const a = stack[top + 1]!;
        const b = stack[top + 2]!;
        spent += 4 * d;
        if (!(beyond(box, node * 2 * d, query, d, 0) < limit)) top -= ENTRY;
        else if (farthest(box, node * 2 * d, query, d) < limit) {
          count += Math.min(n, b * slots) - a * slots;
          top -= ENTRY;
        } else if (b - a === 1) {
          spent += slots * (3 * d + 3);
          for (let s = 0; s < slots; s++)
            if (distanceTo(leaf, a * slots * d + s, slots, query, d, 0, limit) < limit) count++;
          top -= ENTRY;
        } else top = divide(stack, top, node, a, b);
      }
      counts[row[p]!] = count;
    }
  }
  return own;
}

/** Minus a coordinate and the coordinate, of each: what is added to a box. */
function ask(leaf: Float64Array, at: number, slots: number, query: Float64Array, d: number): void {
  for (let c = 0; c < d; c++) {
    query[2 * c] = -leaf[at + c * slots]!;
    query[2 * c + 1] = leaf[at + c * slots]!;
  }
}

/** From the query to the place `at` of a leaf; at `limit` or above where it is not below it. */
function distanceTo(
  leaf: Float64Array,
  at: number,
  slots: number,
  query: Float64Array,
  d: number,
  euclidean: number,
  limit: number,
): number {
  let distance = 0;
  for (let c = 0; c < d; c++) {
    const apart = query[2 * c + 1]! - leaf[at + c * slots]!;
    if (euclidean === 1) distance += apart * apart;
    else if (distance < Math.abs(apart)) distance = Math.abs(apart);
    if (distance >= limit) break;
  }
  return distance;
}

/** A lower bound of distances from the query to points in a box. */
function beyond(box: Float64Array, at: number, query: Float64Array, d: number, euclidean: number): number {
  let most = 0;
  let sum = 0;
  for (let c = 0; c < 2 * d; c++) {
    const out = box[at + c]! + query[c]!;
    if (!(out > 0)) continue;
    if (most < out) most = out;
    sum += out * out;
  }
  return euclidean === 1 ? sum * SLACK : most;
}

/** The largest max-norm distance from the query to points in a box. */
function farthest(box: Float64Array, at: number, query: Float64Array, d: number): number {
  let least = Infinity;
  for (let c = 0; c < 2 * d; c++) {
    const out = box[at + c]! + query[c]!;
    if (out < least) least = out;
  }
  return -least;
}

/** The siblings on the way from the root to a leaf; returns how many. */
function pathTo(own: number, leaves: number, stack: Int32Array): number {
  let node = 0;
  let a = 0;
  let b = leaves;
  let level = 0;
  for (; b - a > 1; level++) {
    const middle = (a + b) >> 1;
    const right = node + 2 * (middle - a);
    const left = own < middle;
    stack[ENTRY * level] = left ? right : node + 1;
    stack[ENTRY * level + 1] = left ? middle : a;
    stack[ENTRY * level + 2] = left ? b : middle;
    node = left ? node + 1 : right;
    if (left) b = middle;
    else a = middle;
  }
  return level;
}

function insert(near: Float64Array, start: number, last: number, distance: number): void {
  let at = last;
  for (; at > start && near[at - 1]! > distance; at--) near[at] = near[at - 1]!;
  near[at] = distance;
}

/**
 * counts[i] of others strictly within radius[i] of x[i] on a line, given the points sorted too: differences grow, rounded too,
 * along sorted points. Two searches of log₂ n steps a point.
 */
function onLine(x: Float64Array, sorted: Float64Array, radius: Float64Array, counts: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const at = x[i]!;
    const limit = radius[i]!;
    let before = 0;
    let until = 0;
    let left = n;
    for (; left > 1; left -= left >> 1) {
      const half = left >> 1;
      if (at - sorted[before + half - 1]! >= limit) before += half;
      if (sorted[until + half - 1]! - at < limit) until += half;
    }
    if (at - sorted[before]! >= limit) before++;
    if (sorted[until]! - at < limit) until++;
    counts[i] = 0 < limit ? until - before - 1 : 0;
  }
}

const neighbours = { plant, nearest, within, onLine };

type Floats = Readonly<Record<'points' | 'key' | 'leaf' | 'box' | 'near' | 'query' | 'radius', number>>;
type Integers = Readonly<Record<'row' | 'counts' | 'stack', number>>;

/** A tree of n points in d dimensions with the searches in it; rooms for k neighbours each, and for counts where k is 0. */
export function openNeighbours(
  n: number,
  d: number,
  k: number,
  { slots, leaves, nodes }: TreeShape,
): Opened<typeof neighbours, Floats, Integers> {
  const tree = { points: n * d, key: n, leaf: leaves * slots * d, box: nodes * 2 * d };
  const counted = k === 0 ? n : 0;
  // Behind the query is room for the distances of eight places.
  const floats = { ...tree, near: n * k, query: 2 * d + 8, radius: counted };
  return openKernels(code, neighbours, floats, { row: n, counts: counted, stack: 2 * ENTRY * DEPTH });
}

/** The search on a line alone. */
export const openLine = (n: number) => openKernels(code, neighbours, { x: n, sorted: n, radius: n }, { counts: n });
