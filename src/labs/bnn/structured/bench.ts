import type { Bench } from '../../../engine/bench.ts';
import { digits } from './instances.ts';
import { activeNeurons, metrics, sparsityOf, testAccuracy } from './metrics.ts';
import type { SparseClassification, Structured } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { dense } from './solvers/dense.ts';
import { groupEnvelope } from './solvers/group-envelope.ts';
import { groupLasso } from './solvers/group-lasso.ts';
import { magnitude } from './solvers/magnitude.ts';
import { progressiveGradientFlow } from './solvers/progressive-gradient-flow.ts';

export default {
  id: 'bnn/structured',
  title: 'Structured sparsity',
  help: 'Whole neurons, or N of every M weights: sparsity that hardware can use, on one network for all methods.',
  instances: { digits },
  methods: { groupEnvelope, groupLasso, magnitude, progressiveGradientFlow, dense },
  metrics,
  snapshots,
  defaultInstance: 'digits',
  defaultMethod: 'groupEnvelope',
  stop: { rule: null, maxSteps: 1000 },
  endsAt: 'epochs',
  // Two looks at the test digits cost a sixth of an epoch each.
  metricStride: () => 3,
  describeProblem: ({ sizes, train, test }) => ({
    facts: { sizes: [...sizes], examples: train.count, tested: test.count },
    notes: [`Network ${sizes.join('-')}; ${train.count} digits to learn from, ${test.count} to test on.`],
  }),
  result: (problem, state) => ({
    accuracy: testAccuracy(problem, state),
    activeNeurons: activeNeurons(state),
    sparsity: sparsityOf(state),
    epoch: state.epoch,
  }),
  resultFields: {
    accuracy: 'share of test digits classified rightly',
    activeNeurons: 'neurons of hidden layers with an incoming weight',
    sparsity: 'share of the weights of hidden layers that are zero',
    epoch: 'epochs trained',
  },
} satisfies Bench<SparseClassification, Structured>;
