import { BREATH, type Breathing } from './breaths.ts';
import { treeShape } from './native/neighbour-tree.ts';
import { openLine, openNeighbours } from './native/neighbours.ts';

export type Norm = 'euclidean' | 'max';

/**
 * Distances of every point (n × d, row-major) to its k nearest others: n × k, each row increasing. Exact: a k-d tree leaves
 * out only boxes that are too far. In breaths. Throws a RangeError unless 1 ≤ k < n.
 */
export function* neighbourDistances(
  points: ArrayLike<number>,
  n: number,
  d: number,
  k: number,
  norm: Norm,
): Breathing<Float64Array> {
  if (!(Number.isInteger(k) && k >= 1 && k < n))
    throw new RangeError(`k is ${k}; it must be from 1 to n − 1 = ${n - 1}`);
  const shape = treeShape(n, d);
  const { slots, leaves } = shape;
  const { run, floats, integers } = openNeighbours(n, d, k, shape);
  const { leaf, box, near, query, key } = floats;
  const { row, stack } = integers;
  for (let at = 0; at < n * d; at++) floats.points[at] = points[at]!;
  run.plant(floats.points, leaf, box, row, key, stack, n, d, slots, leaves);
  const euclidean = norm === 'euclidean' ? 1 : 0;
  for (let own = 0; own < leaves; ) {
    own = run.nearest(leaf, box, row, near, query, stack, n, d, k, slots, leaves, euclidean, own, BREATH);
    if (own < leaves) yield undefined;
  }
  const distances = near.slice();
  if (euclidean) for (let at = 0; at < distances.length; at++) distances[at] = Math.sqrt(distances[at]!);
  return distances;
}

/** For every point how many others lie strictly within its own radius, in the max-norm. Numbers are finite. In breaths. */
export function* countWithin(
  points: ArrayLike<number>,
  n: number,
  d: number,
  radius: ArrayLike<number>,
): Breathing<Int32Array> {
  if (d === 1) return countOnLine(points, n, radius);
  const shape = treeShape(n, d);
  const { slots, leaves } = shape;
  const { run, floats, integers } = openNeighbours(n, d, 0, shape);
  const { leaf, box, query, key } = floats;
  const { row, stack, counts } = integers;
  for (let at = 0; at < n * d; at++) floats.points[at] = points[at]!;
  run.plant(floats.points, leaf, box, row, key, stack, n, d, slots, leaves);
  floats.radius.set(radius);
  for (let own = 0; own < leaves; ) {
    own = run.within(leaf, box, row, floats.radius, counts, query, stack, n, d, slots, leaves, own, BREATH);
    if (own < leaves) yield undefined;
  }
  return counts.slice();
}

/** The same in one dimension, where a sorted copy is all that is needed. */
function countOnLine(points: ArrayLike<number>, n: number, radius: ArrayLike<number>): Int32Array {
  const { run, floats, integers } = openLine(n);
  for (let i = 0; i < n; i++) floats.x[i] = points[i]!;
  floats.sorted.set(floats.x);
  floats.sorted.sort();
  floats.radius.set(radius);
  run.onLine(floats.x, floats.sorted, floats.radius, integers.counts, n);
  return integers.counts.slice();
}
