import type { RunContext } from '../../../../engine/bench.ts';
import type { Breathing } from '../../../../math/breaths.ts';
import {
  informationOfLabel,
  informationOfThreeEntropies,
  ksgInformation,
  type NearestInformation,
  type Weighting,
} from '../../../../math/entropy-nearest.ts';
import { integer } from '../../../../params/descriptor.ts';
import { classSizes } from '../check-samples.ts';
import type { Samples } from '../problem.ts';

export const neighbours = integer({ label: 'Neighbours', symbol: 'k', min: 1, max: 10, default: 5 });

type Numbers = Pick<Samples, 'dx' | 'x' | 'y'>;
export type Found = Pick<NearestInformation, 'information' | 'standardError' | 'largestWeight'> & {
  readonly radii: Float64Array;
};

/** Distances of a plain search over all pairs, the bench's unit of work; the tree of neighbours takes fewer. */
const allPairs = (n: number): number => n * n;

const none = (): Found => ({
  information: Number.NaN,
  standardError: Number.NaN,
  largestWeight: Number.NaN,
  radii: new Float64Array(0),
});

/**
 * Information of the first n samples by entropies from nearest neighbours, in bits: three entropies for real y, H(X) − Σ
 * p(y) H(X|y) for classes. NaN while a class has too few samples or the samples so far lie in a flat subspace.
 */
export function* nearestInformation(
  { dx, x, y }: Numbers,
  n: number,
  k: number,
  weighting: Weighting,
  count: RunContext['count'],
): Breathing<Found> {
  if (n <= k) return none();
  if (y.kind === 'classes' && classSizes(y.labels, y.count, n).some((size) => size <= Math.max(k, dx))) return none();
  const points = x.subarray(0, n * dx);
  count('distance', (y.kind === 'classes' ? 1 : 1.5) * allPairs(n));
  try {
    const found =
      y.kind === 'classes'
        ? yield* informationOfLabel(points, n, dx, y.labels.subarray(0, n), y.count, k, weighting)
        : yield* informationOfThreeEntropies(points, dx, y.values.subarray(0, n * y.dy), y.dy, n, k, weighting);
    return inBits({ ...found, radii: found.nearest });
  } catch (error) {
    // Whitening refuses samples that lie flat: more of them may not.
    if (error instanceof RangeError) return none();
    throw error;
  }
}

/** The same for real y by KSG. */
export function* ksgOf({ dx, x, y }: Numbers, n: number, k: number, count: RunContext['count']): Breathing<Found> {
  if (y.kind !== 'real' || n <= k) return none();
  count('distance', 1.5 * allPairs(n));
  const found = yield* ksgInformation(x.subarray(0, n * dx), dx, y.values.subarray(0, n * y.dy), y.dy, n, k);
  return inBits({ ...found, largestWeight: Number.NaN });
}

const inBits = ({ information, standardError, largestWeight, radii }: Found): Found => ({
  information: information / Math.LN2,
  standardError: standardError / Math.LN2,
  largestWeight,
  radii,
});
