import type { Random } from './random.ts';

/** Lloyd rounds after which the groups are taken as they are. */
const MOST_ROUNDS = 100;

/**
 * Groups 0..count − 1 of points (n × d, row-major): Lloyd's iteration from a k-means++ start (Arthur & Vassilvitskii 2007).
 * No group is empty unless there are fewer distinct points than groups. Throws a RangeError unless 1 ≤ count ≤ n.
 */
export function kMeans(points: ArrayLike<number>, n: number, d: number, count: number, random: Random): Int32Array {
  if (!(Number.isInteger(count) && count >= 1 && count <= n))
    throw new RangeError(`count is ${count}; it must be from 1 to n = ${n}`);
  const centres = new Float64Array(count * d);
  const square = (i: number, c: number): number => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += (points[i * d + k]! - centres[c * d + k]!) ** 2;
    return sum;
  };
  const nearest = new Float64Array(n).fill(Infinity);
  for (let c = 0; c < count; c++) {
    const total = c === 0 ? n : nearest.reduce((sum, v) => sum + v, 0);
    let left = random() * total;
    let chosen = 0;
    for (let i = 0; i < n; i++) {
      left -= c === 0 ? 1 : nearest[i]!;
      chosen = i;
      if (left < 0) break;
    }
    for (let k = 0; k < d; k++) centres[c * d + k] = points[chosen * d + k]!;
    for (let i = 0; i < n; i++) nearest[i] = Math.min(nearest[i]!, square(i, c));
  }
  const group = new Int32Array(n).fill(-1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let changed = false;
    for (let i = 0; i < n; i++) {
      let best = 0;
      let least = Infinity;
      for (let c = 0; c < count; c++) {
        const distance = square(i, c);
        if (distance < least) {
          least = distance;
          best = c;
        }
      }
      if (best !== group[i]) changed = true;
      group[i] = best;
    }
    if (!changed) break;
    const size = new Float64Array(count);
    const sums = new Float64Array(count * d);
    for (let i = 0; i < n; i++) {
      const c = group[i]!;
      size[c] = size[c]! + 1;
      for (let k = 0; k < d; k++) sums[c * d + k] = sums[c * d + k]! + points[i * d + k]!;
    }
    for (let c = 0; c < count; c++)
      if (size[c]! > 0) for (let k = 0; k < d; k++) centres[c * d + k] = sums[c * d + k]! / size[c]!;
  }
  return group;
}
