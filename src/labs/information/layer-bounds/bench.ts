import type { Bench } from '../../../engine/bench.ts';
import { gaussianClasses } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Divergences, LinearNetwork } from './problem.ts';
import { contractionMap, snapshots } from './snapshots.ts';
import { klDivergence } from './solvers/kl-divergence.ts';
import { wasserstein } from './solvers/wasserstein.ts';

export default {
  id: 'information/layer-bounds',
  title: 'Layer bounds',
  help: 'How different training and test features are at each layer, which bounds how far training misleads.',
  instances: { gaussianClasses },
  methods: { klDivergence, wasserstein },
  metrics,
  snapshots,
  defaultInstance: 'gaussianClasses',
  defaultMethod: 'klDivergence',
  stop: { rule: null, maxSteps: 1000 },
  describeProblem: ({ d, n, layers }) => ({
    facts: {
      d,
      n,
      widths: layers.map(({ width }) => width),
      ranks: layers.map(({ rank }) => rank),
      contraction: contractionMap(),
    },
    notes: [],
  }),
  result: (_problem, iterate) => ({
    draws: iterate.draws,
    measured: Array.from(iterate.measured),
    closed: Array.from(iterate.closed),
    gap: iterate.gap,
  }),
  resultFields: {
    draws: 'training sets simulated',
    measured: 'mean simulated divergence, one a layer: nats (klDivergence) or squared units (wasserstein)',
    closed: 'its expectation in closed form, one a layer',
    gap: 'mean of test error less training error',
  },
} satisfies Bench<LinearNetwork, Divergences>;
