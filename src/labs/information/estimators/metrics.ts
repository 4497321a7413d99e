import type { Metric } from '../../../engine/bench.ts';
import type { Estimate, Samples } from './problem.ts';

type Measured = Metric<Samples, Estimate>;

const information: Measured = {
  label: 'Estimate',
  symbol: 'Î',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'The estimated information from the samples so far; which functional it is says the result.',
  measure: (_, { information }) => information,
};

const truth: Measured = {
  label: 'True information',
  symbol: 'I(X;Y)',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Known from how the samples were made; missing where nobody knows.',
  measure: (problem) => problem.truth,
};

const error: Measured = {
  label: 'Error',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Estimate minus true information: negative where the estimator saturates.',
  measure: (problem, { information }) => information - problem.truth,
};

const absoluteError: Measured = {
  label: 'Absolute error',
  unit: 'bits',
  scale: 'log',
  better: 'lower',
  help: '|estimate − true information|; Cauchy-Schwarz and diffusion spectral information are other functionals and need not reach 0.',
  measure: (problem, { information }) => Math.abs(information - problem.truth),
};

const standardError: Measured = {
  label: 'Standard error',
  unit: 'bits',
  scale: 'log',
  better: null,
  help: 'From the scatter over the samples, of three entropies added; it knows nothing of the bias.',
  measure: (_, { standardError }) => standardError,
};

const largestWeight: Measured = {
  label: 'Largest weight',
  scale: 'linear',
  better: null,
  help: 'max |w| of the weighted nearest-neighbour entropies; above 5 the estimate is mostly variance.',
  measure: (_, { largestWeight }) => largestWeight ?? Number.NaN,
};

const samples: Measured = {
  label: 'Samples',
  scale: 'log',
  better: null,
  help: 'Samples seen so far.',
  measure: (_, { n }) => n,
};

export const metrics = { information, truth, error, absoluteError, standardError, largestWeight, samples };
