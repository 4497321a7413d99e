import type { Bench } from '../../../engine/bench.ts';
import { planted } from './instances.ts';
import { metrics, rankingOf, stored } from './metrics.ts';
import type { Factors, Feedback } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { denseTables } from './solvers/dense-tables.ts';
import { dynamicSparse } from './solvers/dynamic-sparse.ts';
import { staticSparse } from './solvers/static-sparse.ts';

export default {
  id: 'bnn/recommendation',
  title: 'Recommendation',
  help: 'Tables of vectors for users and items, most of whose entries do not exist; which ones do can be learned.',
  instances: { planted },
  methods: { dynamicSparse, staticSparse, denseTables },
  metrics,
  snapshots,
  defaultInstance: 'planted',
  defaultMethod: 'dynamicSparse',
  stop: { rule: null, maxSteps: 10_000 },
  endsAt: 'epochs',
  // Ranking all items for all users costs as much as twenty batches.
  metricStride: () => 20,
  describeProblem: ({ users, items, likes }) => ({
    facts: { users, items, known: likes.reduce((sum, liked) => sum + liked.length, 0) },
    notes: [
      `${users} users, ${items} items; a list drawn blindly would hold about ${(2000 / (items - 20)).toFixed(1)} % of the held-out items.`,
    ],
  }),
  result: (problem, factors) => ({ ...rankingOf(problem, factors), entries: stored(factors), epoch: factors.epoch }),
  resultFields: {
    recall: 'share of the held-out items among the first 20; mean over users',
    gain: 'normalised discounted gain at 20; mean over users',
    entries: 'numbers that exist in both tables',
    epoch: 'epochs begun',
  },
} satisfies Bench<Feedback, Factors>;
