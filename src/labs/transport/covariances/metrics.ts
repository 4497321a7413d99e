import type { Metric } from '../../../engine/bench.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import {
  affineResidual,
  arithmeticResidual,
  barycentreOf,
  buresResidual,
  changesOf,
  distances2To,
  logResidual,
} from './measure-batch.ts';
import type { Averaging, CovarianceBatch } from './problem.ts';

type Measured = Metric<CovarianceBatch, Averaging>;

const RESIDUALS = {
  bures: buresResidual,
  affine: affineResidual,
  logEuclidean: logResidual,
  arithmetic: arithmeticResidual,
};

const meanOf = (values: ArrayLike<number>): number => {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : Number.NaN;
};

/** What the batch as it is now is spread around. */
export const centreOf = ({ d }: CovarianceBatch, { normalised, mean, now }: Averaging): Float64Array =>
  normalised || mean === null ? barycentreOf(now, d) : mean;

export const metrics: Readonly<Record<string, Measured>> = {
  residual: {
    label: 'Residual of the mean',
    scale: 'log',
    better: null,
    help: 'Of the equation that the mean solves in its own geometry: for Bures-Wasserstein |Σ (G^½XG^½)^½/N − G| over |G|. Zero at the mean.',
    measure: ({ d }, { geometry, mean, averaged }) => (mean ? RESIDUALS[geometry](mean, averaged, d) : Number.NaN),
  },
  toBarycentre: {
    label: 'Distance² to the barycentre',
    scale: 'log',
    better: null,
    help: 'Squared Bures-Wasserstein distance between the mean and the barycentre of what it is the mean of.',
    measure: ({ d }, { mean, averaged }) =>
      mean ? distances2To(barycentreOf(averaged, d), [mean], d)[0]! : Number.NaN,
  },
  variance: {
    label: 'Variance',
    scale: 'linear',
    better: null,
    help: 'Mean squared Bures-Wasserstein distance of the matrices as they are now to the mean; in the layer to their own barycentre.',
    measure: (problem, iterate) => meanOf(distances2To(centreOf(problem, iterate), iterate.now, problem.d)),
  },
  toIdentity: {
    label: 'Distance² from I',
    scale: 'log',
    better: null,
    help: 'Squared Bures-Wasserstein distance between I and the barycentre of the matrices as they are now.',
    measure: ({ d }, { now }) => {
      const identity = Float64Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? 1 : 0));
      return distances2To(barycentreOf(now, d), [identity], d)[0]!;
    },
  },
  folded: {
    label: 'Folded',
    unit: 'share',
    scale: 'linear',
    better: null,
    help: 'Share of matrices whose tangent vector at I leaves the part where the exponential is one to one: I + V/2 has an eigenvalue below 0.',
    measure: ({ d }, { tangents }) =>
      tangents ? meanOf(tangents.map((V) => (Math.min(...symmetricEigen(V, d).values) < -2 ? 1 : 0))) : Number.NaN,
  },
  buresChange: {
    label: 'Change of Bures-Wasserstein distances',
    scale: 'log',
    better: null,
    help: 'Of neighbours in the batch, in the mean |d′/d − 1|, when the smallest eigenvalue of one is multiplied by 1.5.',
    measure: ({ matrices, d }) => meanOf(changesOf(matrices, d).bures),
  },
  affineChange: {
    label: 'Change of affine-invariant distances',
    scale: 'log',
    better: null,
    help: 'The same for the affine-invariant distance |log A^-½BA^-½|.',
    measure: ({ matrices, d }) => meanOf(changesOf(matrices, d).affine),
  },
};
