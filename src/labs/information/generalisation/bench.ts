import type { Bench } from '../../../engine/bench.ts';
import { clusters } from './instances.ts';
import { gapOf, metrics } from './metrics.ts';
import type { Clusters, ModelGrid } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { conditionalInformation } from './solvers/conditional-information.ts';
import { information } from './solvers/information.ts';
import { jensenBound } from './solvers/jensen-bound.ts';
import { parameterCount } from './solvers/parameter-count.ts';

export default {
  id: 'information/generalisation',
  title: 'Generalisation gap',
  help: 'Many small classifiers learn from the same few examples. Which number ranks them by how badly they generalise?',
  instances: { clusters },
  methods: { conditionalInformation, information, jensenBound, parameterCount },
  metrics,
  snapshots,
  defaultInstance: 'clusters',
  defaultMethod: 'conditionalInformation',
  stop: { rule: null, maxSteps: 72 },
  endsAt: 'models',
  describeProblem: ({ classes, train, test }) => ({
    facts: { classes, examples: train.count, test: test.count },
    notes: [
      'Weight decay moves the gap and the information alike, so their correlation does not prove that one causes the other.',
    ],
  }),
  result: (problem, grid) => ({
    rankCorrelation: metrics.rankCorrelation.measure(problem, grid),
    withinDecay: metrics.withinDecay.measure(problem, grid),
    gaps: grid.models.map((model) => gapOf(problem, model)),
    measures: grid.models.map(({ measure }) => measure),
  }),
  resultFields: {
    rankCorrelation: 'Spearman’s correlation of gap and measure over all models',
    withinDecay: 'the same among models of one weight decay, averaged over the decays',
    gaps: 'test less training cross-entropy of each model, nats',
    measures: 'what the method measured of each model: nats, or a count',
  },
} satisfies Bench<Clusters, ModelGrid>;
