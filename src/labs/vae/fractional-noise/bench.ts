import { type Bench, ProblemError } from '../../../engine/bench.ts';
import { paths } from './instances.ts';
import { metrics } from './metrics.ts';
import type { FractionalNoise, SampledPaths } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { brownian } from './solvers/brownian.ts';
import { hatQuadrature } from './solvers/hat-quadrature.ts';
import { optimalWeights } from './solvers/optimal-weights.ts';

export default {
  id: 'vae/fractional-noise',
  title: 'Fractional noise',
  help: 'Noise with memory as a sum of processes without: choose the weights, and sample paths.',
  instances: { paths },
  methods: { optimalWeights, hatQuadrature, brownian },
  metrics,
  snapshots,
  defaultInstance: 'paths',
  defaultMethod: 'optimalWeights',
  stop: { rule: null, maxSteps: 200 },
  check: ({ hurst, terms }, method) => {
    if (method !== 'hatQuadrature') return;
    if (!(hurst < 0.5))
      throw new ProblemError(
        `Hat quadrature is defined for a Hurst index below 0.5 only, and here it is ${hurst}; choose a smaller one or the optimal weights.`,
      );
    if (terms < 2) throw new ProblemError('Hat quadrature lies between rates and needs two processes or more.');
  },
  describeProblem: ({ hurst, terms, fastest, horizon, times, covariance }) => ({
    facts: { hurst, terms, fastest, horizon, lastVariance: covariance[times.length ** 2 - 1]! },
    notes: [
      `${terms} processes with rates from ${(1 / fastest).toPrecision(2)} to ${fastest.toPrecision(2)}; fractional Brownian motion has variance ${covariance[times.length ** 2 - 1]!.toFixed(3)} at the end.`,
    ],
  }),
  result: (problem, approximation) => ({
    relativeRms: metrics.relativeRms!.measure(problem, approximation),
    meanSquare: metrics.meanSquare!.measure(problem, approximation),
    covarianceDeviation: metrics.covarianceDeviation!.measure(problem, approximation),
    rates: Array.from(approximation.rates),
    weights: Array.from(approximation.weights),
    paths: approximation.count,
  }),
  resultFields: {
    relativeRms: 'root mean squared distance from fractional Brownian motion over the interval, relative to its size',
    meanSquare: 'mean squared distance over the interval',
    covarianceDeviation: 'sampled against exact covariance of the approximation, relative',
    rates: 'of the processes',
    weights: 'of the processes',
    paths: 'sampled in all',
  },
} satisfies Bench<FractionalNoise, SampledPaths>;
