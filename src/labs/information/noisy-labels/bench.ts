import type { Bench } from '../../../engine/bench.ts';
import { mixture } from './instances.ts';
import { metrics, prefixesOf } from './metrics.ts';
import type { Learner, NoisyLabels } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { dropout } from './solvers/dropout.ts';
import { nestedDropout } from './solvers/nested-dropout.ts';
import { plain } from './solvers/plain.ts';

export default {
  id: 'information/noisy-labels',
  title: 'Noisy labels',
  help: 'Some labels are wrong. A network can remember them; a short feature cannot.',
  instances: { mixture },
  methods: { plain, dropout, nestedDropout },
  metrics,
  snapshots,
  defaultInstance: 'mixture',
  defaultMethod: 'nestedDropout',
  stop: { rule: null, maxSteps: 300 },
  endsAt: 'epochs',
  // A measurement costs about as much as an epoch.
  metricStride: () => 6,
  describeProblem: ({ inputs, classes, train, wrong }) => ({
    facts: { inputs, classes, examples: train.count, wrong, chance: 1 / classes },
    notes: [`${wrong} of ${train.count} training labels are wrong.`],
  }),
  result: (problem, learner) => {
    const { accuracy, chosen, trainAccuracy } = prefixesOf(problem, learner);
    return { accuracy: accuracy.at(-1)!, prefix: chosen, prefixAccuracy: accuracy[chosen - 1]!, trainAccuracy };
  },
  resultFields: {
    accuracy: 'share of 2,000 test examples classified rightly by the whole feature',
    prefix: 'length of the best prefix, chosen on validation examples',
    prefixAccuracy: 'test accuracy with that prefix',
    trainAccuracy: 'share of the labels given that the network gives back',
  },
} satisfies Bench<NoisyLabels, Learner>;
