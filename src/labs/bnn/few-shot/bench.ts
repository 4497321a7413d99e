import type { Bench } from '../../../engine/bench.ts';
import { regression } from './instances.ts';
import { metrics, queryError } from './metrics.ts';
import type { FewShot, FewShotLearner } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { maml } from './solvers/maml.ts';
import { niwMeta } from './solvers/niw-meta.ts';
import { oracle } from './solvers/oracle.ts';
import { ridge } from './solvers/ridge.ts';

export default {
  id: 'bnn/few-shot',
  title: 'Few-shot episodes',
  help: 'A few pairs an episode are not enough. What earlier episodes had in common makes up for the rest.',
  instances: { regression },
  methods: { niwMeta, maml, ridge, oracle },
  metrics,
  snapshots,
  defaultInstance: 'regression',
  defaultMethod: 'niwMeta',
  stop: { rule: null, maxSteps: 1500 },
  // 200 episodes are adapted to, a step sees four.
  metricStride: () => 10,
  describeProblem: ({ features, shots, noise, unseen }) => ({
    facts: { features, shots, noise, unseen: unseen.length },
    notes: [`${shots} pairs for ${features} coordinates in every episode.`],
  }),
  result: (problem, learner) => ({
    queryError: queryError(problem, learner),
    centre: Array.from(learner.start),
    spread: learner.spread ? Array.from(learner.spread) : null,
    episodes: learner.episodes,
  }),
  resultFields: {
    queryError: 'mean squared error on query pairs of 200 unseen episodes',
    centre: 'where adaptation starts: the learned mean or the initial weights',
    spread: 'learned prior standard deviations; null without a prior',
    episodes: 'episodes seen',
  },
} satisfies Bench<FewShot, FewShotLearner>;
