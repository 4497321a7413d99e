import type { Bench } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import { activeWeights, type Posterior } from './posterior.ts';
import { predictiveQuestion } from './predictive-question.ts';
import { layerSizes, type PosteriorProblem, weightsOf } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { deepEnsemble } from './solvers/deep-ensemble.ts';
import { deterministic } from './solvers/deterministic.ts';
import { hmc } from './solvers/hmc.ts';
import { magnitudePruning } from './solvers/magnitude-pruning.ts';
import { meanFieldVi } from './solvers/mean-field-vi.ts';
import { sparseSubspaceVi } from './solvers/sparse-subspace-vi.ts';
import { turboVbi } from './solvers/turbo-vbi.ts';
import { readData } from './user-data.ts';

/** Drawing the networks that the metrics look at costs more than a step. */
const SHORT_STRIDE = 10;
const STRIDE = 30;
/** Planar problems with networks up to this many weights are measured more often. */
const SMALL = 5000;

const known = (value: number) => (Number.isNaN(value) ? null : value);

export default {
  id: 'bnn/posterior',
  title: 'Posteriors of networks',
  help: 'Networks whose weights have a distribution: what they predict, what they do not know, and how few weights that takes.',
  instances,
  methods: { sparseSubspaceVi, turboVbi, meanFieldVi, magnitudePruning, deepEnsemble, deterministic, hmc },
  metrics,
  snapshots,
  defaultInstance: 'moons',
  defaultMethod: 'sparseSubspaceVi',
  stop: { rule: null, maxSteps: 800 },
  endsAt: 'updates',
  questions: { predictive: predictiveQuestion },
  readData,
  metricStride: (problem) => (problem.plane !== null && weightsOf(problem) <= SMALL ? SHORT_STRIDE : STRIDE),
  describeProblem: (problem) => ({
    facts: {
      kind: problem.kind,
      features: problem.features,
      outputs: problem.outputs,
      train: problem.train.count,
      test: problem.test.count,
      layers: layerSizes(problem),
      weights: weightsOf(problem),
      batch: problem.batch,
      plane: problem.plane !== null,
      line: problem.line !== null,
      image: problem.image !== null,
    },
    notes: problem.notes,
  }),
  result: (problem, posterior) => {
    const measure = (name: keyof typeof metrics) => known(metrics[name]!.measure(problem, posterior));
    return {
      accuracy: measure('accuracy'),
      rmse: measure('rmse'),
      negativeLogLikelihood: measure('negativeLogLikelihood'),
      calibrationError: measure('calibrationError'),
      farRatio: measure('farRatio'),
      sparsity: measure('sparsity'),
      flopsRatio: measure('flopsRatio'),
      multiplyAdds: posterior.cost.multiplyAdds,
      active: activeWeights(posterior.networks[0]!),
      networks: posterior.networks.length,
    };
  },
  resultFields: {
    accuracy: 'on the test rows; null for regression',
    rmse: 'root mean square error of the mean prediction on the test rows; null for classes',
    negativeLogLikelihood: 'mean −ln p(y | x) on the test rows, nats',
    calibrationError: 'ECE over 15 bins; null for regression',
    farRatio: 'epistemic uncertainty at far points over that on test data; null without far points',
    sparsity: 'share of the weights that do not exist',
    flopsRatio: 'multiply-adds of the training so far over those of dense variational inference, counted',
    multiplyAdds: 'of the layer products of the training so far',
    active: 'weights that exist in the first network',
    networks: 'networks that the posterior is a mixture of',
  },
} satisfies Bench<PosteriorProblem, Posterior>;
