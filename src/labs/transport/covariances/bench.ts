import type { Bench } from '../../../engine/bench.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Averaging, CovarianceBatch } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { affineInvariantMean } from './solvers/affine-invariant-mean.ts';
import { arithmeticMean } from './solvers/arithmetic-mean.ts';
import { batchNormalisation } from './solvers/batch-normalisation.ts';
import { buresBarycentre } from './solvers/bures-barycentre.ts';
import { logEuclideanMean } from './solvers/log-euclidean-mean.ts';
import { readMatrices } from './user-data.ts';

export default {
  id: 'transport/covariances',
  title: 'Covariances',
  help: 'Means of covariance matrices, and their normalisation, in the geometry of optimal transport between Gaussians.',
  instances,
  methods: { batchNormalisation, buresBarycentre, affineInvariantMean, logEuclideanMean, arithmeticMean },
  metrics,
  snapshots,
  defaultInstance: 'ellipses',
  defaultMethod: 'batchNormalisation',
  stop: { rule: null, maxSteps: 8 },
  stopFor: {
    buresBarycentre: { rule: { metric: 'residual', bound: 1e-11, direction: 'below' }, maxSteps: 100 },
    affineInvariantMean: { rule: { metric: 'residual', bound: 1e-9, direction: 'below' }, maxSteps: 100 },
    logEuclideanMean: { rule: null, maxSteps: 1 },
    arithmeticMean: { rule: null, maxSteps: 1 },
  },
  describeProblem: ({ kind, d, matrices }) => {
    const spectra = matrices.map((X) => symmetricEigen(X, d).values);
    const conditions = spectra.map((values) => Math.max(...values) / Math.min(...values)).sort((a, b) => a - b);
    return {
      facts: { kind, d, matrices: matrices.length, medianCondition: conditions[conditions.length >> 1]! },
      notes: [],
    };
  },
  result: ({ d }, { stage, mean, now, variance, running }) => {
    const rows = (A: Float64Array) => Array.from({ length: d }, (_, i) => Array.from(A.subarray(i * d, (i + 1) * d)));
    return {
      stage,
      mean: mean ? rows(mean) : null,
      variance,
      matrices: now.map(rows),
      runningMean: running ? rows(running.mean) : null,
      runningVariance: running?.variance ?? null,
    };
  },
  resultFields: {
    stage: 'the step of the layer; mean for methods that only average',
    mean: 'the mean; in the layer, of the matrices after power and metric; null before it is known',
    variance: 'mean squared distance to the mean, over θ²; null for means',
    matrices: 'the batch as it is now',
    runningMean: 'running mean of the layer; null before its last step',
    runningVariance: 'running variance of the layer; null before its last step',
  },
  readData: (data: unknown) => {
    readMatrices(data);
    return data;
  },
} satisfies Bench<CovarianceBatch, Averaging>;
