import { BREATH, type Breathing } from './breaths.ts';

export type Norm = 'euclidean' | 'max';

/**
 * Distances of every point (n × d, row-major) to its k nearest others: n × k, each row increasing. All pairs are looked at,
 * a distance left off as soon as it exceeds the k-th nearest so far of both points: in a few dimensions 3,000 points take
 * some 40 ms, and trees gain nothing in many. In breaths. Throws a RangeError unless 1 ≤ k < n.
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
  // Squares for the Euclidean norm until the end.
  const near = new Float64Array(n * k).fill(Infinity);
  let work = 0;
  for (let i = 1; i < n; i++) {
    lookAt(points, d, i, k, norm, near);
    work += i * (Math.min(d, 16) + 4);
    if (work > BREATH) {
      work = 0;
      yield undefined;
    }
  }
  if (norm === 'euclidean') for (let at = 0; at < near.length; at++) near[at] = Math.sqrt(near[at]!);
  return near;
}

/** Pairs of row i with the rows before it. Outside the generator, which would go on in slow code after every breath. */
function lookAt(points: ArrayLike<number>, d: number, i: number, k: number, norm: Norm, near: Float64Array): void {
  const last = k - 1;
  const mine = i * k;
  for (let j = 0; j < i; j++) {
    const theirs = j * k;
    const limit = Math.max(near[mine + last]!, near[theirs + last]!);
    let distance = 0;
    if (norm === 'euclidean') {
      for (let c = 0; c < d; c++) {
        const difference = points[i * d + c]! - points[j * d + c]!;
        distance += difference * difference;
        if (distance >= limit) break;
      }
    } else {
      for (let c = 0; c < d; c++) {
        const difference = Math.abs(points[i * d + c]! - points[j * d + c]!);
        if (difference > distance) distance = difference;
        if (distance >= limit) break;
      }
    }
    if (distance >= limit) continue;
    if (distance < near[mine + last]!) insert(near, mine, last, distance);
    if (distance < near[theirs + last]!) insert(near, theirs, last, distance);
  }
}

function insert(near: Float64Array, start: number, last: number, distance: number): void {
  let at = start + last;
  for (; at > start && near[at - 1]! > distance; at--) near[at] = near[at - 1]!;
  near[at] = distance;
}

/** For every point how many others lie strictly within its own radius, in the max-norm. In breaths. */
export function* countWithin(
  points: ArrayLike<number>,
  n: number,
  d: number,
  radius: ArrayLike<number>,
): Breathing<Int32Array> {
  const counts = new Int32Array(n);
  let work = 0;
  for (let i = 1; i < n; i++) {
    countRow(points, d, i, radius, counts);
    work += i * (Math.min(d, 16) + 4);
    if (work > BREATH) {
      work = 0;
      yield undefined;
    }
  }
  return counts;
}

function countRow(
  points: ArrayLike<number>,
  d: number,
  i: number,
  radius: ArrayLike<number>,
  counts: Int32Array,
): void {
  for (let j = 0; j < i; j++) {
    const limit = Math.max(radius[i]!, radius[j]!);
    let distance = 0;
    for (let c = 0; c < d && distance < limit; c++) {
      const difference = Math.abs(points[i * d + c]! - points[j * d + c]!);
      if (difference > distance) distance = difference;
    }
    if (distance < radius[i]!) counts[i] = counts[i]! + 1;
    if (distance < radius[j]!) counts[j] = counts[j]! + 1;
  }
}
