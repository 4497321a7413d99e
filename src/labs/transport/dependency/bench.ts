import type { Bench } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { accuraciesOf, contrastAt, metrics } from './metrics.ts';
import type { Critic, FactoredPairs } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { contrastive } from './solvers/contrastive.ts';
import { wassersteinContrastive } from './solvers/wasserstein-contrastive.ts';

export default {
  id: 'transport/dependency',
  title: 'Dependency',
  help: 'What a representation learns from pairs, when a batch cannot certify all that they share.',
  instances,
  methods: { wassersteinContrastive, contrastive },
  metrics,
  snapshots,
  defaultInstance: 'factors',
  defaultMethod: 'wassersteinContrastive',
  stop: { rule: null, maxSteps: 2000 },
  endsAt: 'rounds',
  // Probes cost as much as some fifty updates.
  metricStride: () => 20,
  describeProblem: ({ factors, alphabet, d, information }) => ({
    facts: { factors, alphabet, dimension: d, information },
    notes: [],
  }),
  result: (problem, critic) => {
    const accuracies = accuraciesOf(problem, critic);
    const { loss, value, slope, penalty } = contrastAt(problem, critic);
    return {
      accuracies: Array.from(accuracies),
      loss,
      ceiling: Math.log(critic.batch),
      information: problem.information,
      wasserstein: value,
      slope,
      penalty,
      updates: critic.updates,
    };
  },
  resultFields: {
    accuracies: 'share of held-out x whose code a linear probe reads off g(x), factor by factor',
    loss: 'contrastive loss on held-out batches, nats',
    ceiling: 'ln B, the most a batch can certify',
    information: 'nats that x and y share, without noise',
    wasserstein: 'E f(x, y) − E f(x, y′) over held-out pairs',
    slope: 'mean |∇f| at held-out pairs that do not belong together',
    penalty: 'mean max(0, |∇f| − 1)² at the same pairs',
    updates: 'updates so far',
  },
} satisfies Bench<FactoredPairs, Critic>;
