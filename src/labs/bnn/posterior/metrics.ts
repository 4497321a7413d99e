import type { Metric } from '../../../engine/bench.ts';
import { average, type Measures, measuresOf } from './measures.ts';
import { activeWeights, type Posterior } from './posterior.ts';
import { type PosteriorProblem, weightsOf } from './problem.ts';
import { supportMetrics } from './support-metrics.ts';

type Measured = Metric<PosteriorProblem, Posterior>;

const of =
  (pick: (measures: Measures) => number): Measured['measure'] =>
  (problem, posterior) =>
    pick(measuresOf(problem, posterior));

export const metrics: Readonly<Record<string, Measured>> = {
  loss: {
    label: 'Loss',
    symbol: 'ℒ',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'The objective of the last step: mean −ln p over its rows and the weighted KL term; it moves with the noise of the step.',
    measure: (_, { loss }) => loss,
  },
  accuracy: {
    label: 'Accuracy',
    scale: 'linear',
    better: 'higher',
    help: 'Share of the test rows whose likeliest class, by the mean over drawn networks, is their own.',
    measure: of(({ scores }) => scores?.accuracy ?? Number.NaN),
  },
  rmse: {
    label: 'Root mean square error',
    scale: 'linear',
    better: 'lower',
    help: 'Of the mean prediction on the test rows; regression only.',
    measure: of(({ errors }) => errors?.rmse ?? Number.NaN),
  },
  negativeLogLikelihood: {
    label: 'Negative log-likelihood',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'Mean −ln p(y | x) of the test rows under the mean over drawn networks.',
    measure: of(({ scores, errors }) => (scores ?? errors)?.negativeLogLikelihood ?? Number.NaN),
  },
  calibrationError: {
    label: 'Calibration error',
    unit: 'ECE, 15 bins',
    scale: 'linear',
    better: 'lower',
    help: 'Distance of the confidence from the accuracy, averaged over fifteen bins of confidence; 0 when a network that says 80 % is right four times in five.',
    measure: of(({ scores }) => scores?.calibrationError ?? Number.NaN),
  },
  brier: {
    label: 'Brier score',
    scale: 'linear',
    better: 'lower',
    help: 'Squared distance of the class probabilities to the class, summed over classes.',
    measure: of(({ scores }) => scores?.brier ?? Number.NaN),
  },
  testEpistemic: {
    label: 'Epistemic on test data',
    scale: 'linear',
    better: null,
    help: 'What the drawn networks disagree on: mutual information in nats, or standard deviation of their outputs in regression.',
    measure: of(({ test }) => average(test.epistemic)),
  },
  farEpistemic: {
    label: 'Epistemic far away',
    unit: 'nats',
    scale: 'linear',
    better: null,
    help: 'Mutual information at six points far from all data; of the planar problems.',
    measure: of(({ far }) => far),
  },
  farRatio: {
    label: 'Far over test',
    scale: 'linear',
    better: null,
    help: 'Epistemic uncertainty far away over that on test data; a network that knows what it does not know has it large.',
    measure: of(({ far, test }) => far / Math.max(average(test.epistemic), 1e-12)),
  },
  sdOutside: {
    label: 'S.d. outside',
    scale: 'linear',
    better: null,
    help: 'Epistemic standard deviation at x = ±3, beyond the data of the curve.',
    measure: of(({ probes }) => probes?.outside ?? Number.NaN),
  },
  sdAtData: {
    label: 'S.d. at data',
    scale: 'linear',
    better: null,
    help: 'Epistemic standard deviation where the curve has data.',
    measure: of(({ probes }) => probes?.atData ?? Number.NaN),
  },
  sdInGap: {
    label: 'S.d. in the gap',
    scale: 'linear',
    better: null,
    help: 'Epistemic standard deviation between the two parts of the data, where it should be large and often is not.',
    measure: of(({ probes }) => probes?.gap ?? Number.NaN),
  },
  sparsity: {
    label: 'Sparsity',
    scale: 'linear',
    better: null,
    help: 'Share of the weights that do not exist, of the first network.',
    measure: (problem, { networks }) => 1 - activeWeights(networks[0]!) / weightsOf(problem),
  },
  flopsRatio: {
    label: 'Work against dense VI',
    scale: 'log',
    better: null,
    help: 'Multiply-adds of the layer products of all steps so far, counted, over those of dense variational inference.',
    measure: (_, { cost }) => cost.multiplyAdds / cost.denseMultiplyAdds,
  },
  swaps: {
    label: 'Swapped weights',
    scale: 'linear',
    better: null,
    help: 'Weights that entered at the last exchange and were not there before.',
    measure: (_, { topology }) => topology?.added.reduce((sum, { length }) => sum + length, 0) ?? Number.NaN,
  },
  overlap: {
    label: 'Overlap with the start',
    scale: 'linear',
    better: null,
    help: 'Weights active now and at the start over those active at either; 1: the same subspace.',
    measure: (_, { topology }) => topology?.overlap ?? Number.NaN,
  },
  everActive: {
    label: 'Ever active',
    scale: 'linear',
    better: null,
    help: 'Share of all places that held a weight at some step.',
    measure: (_, { topology }) => topology?.everActive ?? Number.NaN,
  },
  kl: {
    label: 'KL to the prior',
    symbol: 'KL',
    unit: 'nats a row',
    scale: 'log',
    better: null,
    help: 'KL(q ‖ prior) over the number of rows, unweighted.',
    measure: (_, { kl }) => kl,
  },
  gradientNorm: {
    label: 'Gradient norm',
    scale: 'log',
    better: null,
    help: 'Length of the gradient of the last step over all parameters that exist.',
    measure: (_, posterior) => posterior.gradientNorm,
  },
  ...supportMetrics,
};
