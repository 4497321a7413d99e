import type { Bench } from '../../../engine/bench.ts';
import { gaussianClasses } from './instances.ts';
import { metrics, prepareTruth, truthOf } from './metrics.ts';
import type { Forecast, MixtureSelection } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { logLine } from './solvers/log-line.ts';
import { projektor } from './solvers/projektor.ts';
import { reuse } from './solvers/reuse.ts';

export default {
  id: 'transport/data-selection',
  title: 'Choosing data',
  help: 'How good a model trained on a mixture of sources will be, foretold from small samples and their distance to validation.',
  instances: { gaussianClasses },
  methods: { projektor, logLine, reuse },
  metrics,
  snapshots,
  defaultInstance: 'gaussianClasses',
  defaultMethod: 'projektor',
  stop: { rule: null, maxSteps: 200 },
  endsAt: 'draws',
  prepare: prepareTruth,
  describeProblem: ({ dimension, shares, small, large, goal, matched }) => ({
    facts: { dimension, mixtures: shares.length, small, large, goal, matched: matched.count },
    notes: [`Accuracies at n = ${goal} are measured too, to judge the forecast; no method sees them.`],
  }),
  result: (problem, { forecast, accuracySmall, accuracyLarge, distanceLarge, slope, draws }) => ({
    shares: Array.from(problem.shares),
    accuracySmall: Array.from(accuracySmall),
    accuracyLarge: Array.from(accuracyLarge),
    distance: Array.from(distanceLarge),
    forecast: Array.from(forecast),
    slope: Array.from(slope),
    truth: Array.from(truthOf(problem)),
    draws,
  }),
  resultFields: {
    shares: 'share of the first source in each mixture',
    accuracySmall: 'validation accuracy at n₀, mean over draws',
    accuracyLarge: 'validation accuracy at n₁, mean over draws',
    distance: 'label-aware transport cost to validation at n₁; null for methods without',
    forecast: 'accuracy foretold at n',
    slope: 'derivative of the forecast by the share; null for mixtures of one source where it needs potentials',
    truth: 'accuracy of models trained on n points, mean over ten samples',
    draws: 'draws taken',
  },
} satisfies Bench<MixtureSelection, Forecast>;
