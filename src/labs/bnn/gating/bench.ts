import type { Bench } from '../../../engine/bench.ts';
import { digits } from './instances.ts';
import { measuresOf, metrics } from './metrics.ts';
import type { Gated, GatedClassification } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { decoupledGates } from './solvers/decoupled-gates.ts';
import { dense } from './solvers/dense.ts';
import { jointGates } from './solvers/joint-gates.ts';

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

export default {
  id: 'bnn/gating',
  title: 'Gates by input',
  help: 'Which units of a layer will fire can be told from the layer before; the others need not be computed.',
  instances: { digits },
  methods: { decoupledGates, jointGates, dense },
  metrics,
  snapshots,
  defaultInstance: 'digits',
  defaultMethod: 'decoupledGates',
  stop: { rule: null, maxSteps: 1000 },
  // A look at the test digits costs a quarter of an epoch.
  metricStride: () => 2,
  describeProblem: ({ sizes, train, test }) => ({
    facts: { sizes: [...sizes], examples: train.count, tested: test.count },
    notes: [`Network ${sizes.join('-')}; gates on the second hidden layer.`],
  }),
  result: (problem, gated) => {
    const { accuracy, activeShare, agreement, work } = measuresOf(problem, gated);
    return { accuracy, activeShare, agreement: orNull(agreement), work, epoch: gated.epoch };
  },
  resultFields: {
    accuracy: 'share of test digits classified rightly, gates applied',
    activeShare: 'share of the gates that are open',
    agreement: 'share of the gates that are as the layer asks; null without gates',
    work: 'multiply-adds of a digit over those of the dense network, without the predictor',
    epoch: 'epochs trained',
  },
} satisfies Bench<GatedClassification, Gated>;
