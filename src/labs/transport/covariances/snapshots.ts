import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import { barycentreOf, changesOf, distances2To } from './measure-batch.ts';
import { centreOf } from './metrics.ts';
import type { Averaging, CovarianceBatch, Stage } from './problem.ts';

export interface EllipsesSnapshot {
  readonly stage: Stage;
  readonly normalised: boolean;
  /** xx, xy, yy of the batch as given and as it is now. */
  readonly given: Float32Array;
  readonly now: Float32Array;
  /** xx, xy, yy of the mean, of what the batch is now spread around, and of the barycentre of the batch as given. */
  readonly mean: Float64Array;
  readonly centre: Float64Array;
  readonly barycentre: Float64Array;
}

export interface SpectraSnapshot {
  readonly stage: Stage;
  /** Eigenvalues, largest first: of the mean, and the least, median and largest over the batch as given. */
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly middle: Float64Array;
  readonly high: Float64Array;
  /** Of the covariance the batch was drawn from; empty where there is none. */
  readonly truth: Float64Array;
}

export interface DistancesSnapshot {
  readonly stage: Stage;
  readonly normalised: boolean;
  /** Squared distances to what the batch is spread around, matrix by matrix: as it is now. */
  readonly now: Float64Array;
}

export interface ChangesSnapshot {
  /** Relative changes, pair by pair. */
  readonly bures: Float64Array;
  readonly affine: Float64Array;
}

const descending = (values: Float64Array): Float64Array => values.sort().reverse();

export const snapshots = {
  ellipses: (problem: CovarianceBatch, iterate: Averaging) => {
    const { d, matrices } = problem;
    const corner = (A: Float64Array) => [A[0]!, A[1]!, A[d + 1]!];
    return {
      stage: iterate.stage,
      normalised: iterate.normalised,
      given: Float32Array.from(matrices.flatMap(corner)),
      now: Float32Array.from(iterate.now.flatMap(corner)),
      mean: Float64Array.from(iterate.mean ? corner(iterate.mean) : []),
      centre: Float64Array.from(corner(centreOf(problem, iterate))),
      barycentre: Float64Array.from(corner(barycentreOf(matrices, d))),
    } satisfies EllipsesSnapshot;
  },
  spectra: ({ d, matrices, spectrum }: CovarianceBatch, { mean, stage }: Averaging) => {
    const spectra = matrices.map((X) => descending(symmetricEigen(X, d).values));
    const quantile = (q: number) =>
      Float64Array.from({ length: d }, (_, k) => {
        const sorted = spectra.map((values) => values[k]!).sort((a, b) => a - b);
        return sorted[Math.round(q * (sorted.length - 1))]!;
      });
    return {
      stage,
      mean: mean ? descending(symmetricEigen(mean, d).values) : new Float64Array(0),
      low: quantile(0),
      middle: quantile(0.5),
      high: quantile(1),
      truth: spectrum?.slice() ?? new Float64Array(0),
    } satisfies SpectraSnapshot;
  },
  distances: (problem: CovarianceBatch, iterate: Averaging) =>
    ({
      stage: iterate.stage,
      normalised: iterate.normalised,
      now: distances2To(centreOf(problem, iterate), iterate.now, problem.d),
    }) satisfies DistancesSnapshot,
  changes: ({ matrices, d }: CovarianceBatch) => {
    const { bures, affine } = changesOf(matrices, d);
    return { bures: bures.slice(), affine: affine.slice() } satisfies ChangesSnapshot;
  },
};
