import { type Bench, ProblemError } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Task, Trained } from './problem.ts';
import { problemFacts, snapshots } from './snapshots.ts';
import { cauchySchwarzIb } from './solvers/cauchy-schwarz-ib.ts';
import { crossEntropy } from './solvers/cross-entropy.ts';
import { deterministicVib } from './solvers/deterministic-vib.ts';
import { mse } from './solvers/mse.ts';
import { vib } from './solvers/vib.ts';

export default {
  id: 'information/bottleneck',
  title: 'Learnt bottlenecks',
  help: 'Train a network whose code keeps what predicts the target and pays for everything else it says about the input.',
  instances,
  methods: { vib, deterministicVib, cauchySchwarzIb, crossEntropy, mse },
  metrics,
  snapshots,
  defaultInstance: 'gaussianClasses',
  defaultMethod: 'vib',
  // Every method ends by itself after its epochs; a sweep has them for each β.
  stop: { rule: null, maxSteps: 5000 },
  // Regression is measured on more rows, and attacked: that costs as much as an epoch.
  metricStride: ({ kind }) => (kind === 'regression' ? 2 : 1),
  describeProblem: (problem) => ({ facts: problemFacts(problem), notes: problem.notes }),
  check: ({ kind }, method) => {
    if (method === 'crossEntropy' && kind !== 'classes')
      throw new ProblemError('Cross-entropy needs classes and the targets are real numbers; mse is its like for them.');
  },
  result: (problem, iterate, step) => ({
    epochs: step,
    beta: iterate.beta,
    ...Object.fromEntries(RESULT.map((name) => [name, metrics[name].measure(problem, iterate)] as const)),
    curve: [...iterate.finished, ...(iterate.finished.length > 0 ? [iterate] : [])].map((model) => ({
      beta: model.beta,
      rate: metrics.rate.measure(problem, { ...iterate, ...model }),
      predictionInformation: metrics.predictionInformation.measure(problem, { ...iterate, ...model }),
    })),
  }),
  resultFields: {
    epochs: 'epochs trained, over all β of a sweep',
    beta: 'β of the model the numbers are of',
    testLoss: 'classes: −log of the averaged prediction, nats; regression: mean squared error to the noisy target',
    accuracy: 'share of test rows classified rightly; null for regression',
    rate: 'bits a row; null for codes without a rate',
    predictionInformation: 'bits said about the target: at most I(Z;Y) for classes, a Gaussian estimate for regression',
    qmi: 'normalised Cauchy-Schwarz mutual information of x and the code',
    rmse: 'root mean square error to the noiseless target; null for classes',
    rmseCentred: 'the same, the median of the residuals taken away',
    rmseAttack: 'the same under the fast gradient sign attack of step epsilon',
    curve: 'of a sweep: beta, rate and predictionInformation (bits) of each model',
  },
} satisfies Bench<Task, Trained>;

const RESULT = [
  'testLoss',
  'accuracy',
  'rate',
  'predictionInformation',
  'qmi',
  'rmse',
  'rmseCentred',
  'rmseAttack',
] as const;
