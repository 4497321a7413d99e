import { BREATH, type Breathing } from '../../../math/breaths.ts';

/** Operations of one eigen-decomposition by rotations, over d³. */
const EIGEN = 200;

/** What `make` makes of each matrix, with breaths. */
export function* eachMatrix(
  matrices: readonly Float64Array[],
  d: number,
  make: (X: Float64Array) => Float64Array,
): Breathing<Float64Array[]> {
  const atOnce = Math.max(1, Math.floor(BREATH / (EIGEN * d ** 3)));
  const out: Float64Array[] = [];
  for (const X of matrices) {
    if (out.length > 0 && out.length % atOnce === 0) yield undefined;
    out.push(make(X));
  }
  return out;
}
