import type { AffineMap } from './problem.ts';

/** shift + M x of rows of 2. */
export function applyAffine({ M, shift }: AffineMap, points: Float64Array): Float64Array {
  const out = new Float64Array(points.length);
  for (let k = 0; k < points.length; k += 2) {
    out[k] = shift[0]! + M[0]! * points[k]! + M[1]! * points[k + 1]!;
    out[k + 1] = shift[1]! + M[2]! * points[k]! + M[3]! * points[k + 1]!;
  }
  return out;
}
