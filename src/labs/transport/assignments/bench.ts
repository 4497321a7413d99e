import { type Bench, ProblemError } from '../../../engine/bench.ts';
import { imbalancedClusters, router, user } from './instances.ts';
import { columnMasses, labelsOf } from './measure.ts';
import { metrics, prepareOptimum } from './metrics.ts';
import type { Assigned, Assignment } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { exact } from './solvers/exact.ts';
import { lossFreeBalancing } from './solvers/loss-free-balancing.ts';
import { progressivePartial } from './solvers/progressive-partial.ts';
import { semanticPartial } from './solvers/semantic-partial.ts';
import { uniformSinkhorn } from './solvers/uniform-sinkhorn.ts';
import { readData } from './user-data.ts';

/** Largest n · m whose plan is part of the headless result. */
const RESULT_LIMIT = 100_000;

export default {
  id: 'transport/assignments',
  title: 'Assignments',
  help: 'Send samples to clusters or tokens to experts: evenly, nearly evenly, or only those that are sure.',
  instances: { imbalancedClusters, router, user },
  methods: { semanticPartial, progressivePartial, uniformSinkhorn, lossFreeBalancing, exact },
  metrics,
  snapshots,
  defaultInstance: 'imbalancedClusters',
  defaultMethod: 'semanticPartial',
  stop: { rule: null, maxSteps: 1000 },
  stopFor: {
    semanticPartial: { rule: { metric: 'decrease', bound: 1e-6, direction: 'below' }, maxSteps: 100 },
    progressivePartial: { rule: { metric: 'residual', bound: 1e-9, direction: 'below' }, maxSteps: 2000 },
    uniformSinkhorn: { rule: { metric: 'residual', bound: 1e-9, direction: 'below' }, maxSteps: 2000 },
    exact: { rule: null, maxSteps: 50_000 },
  },
  describeProblem: ({ kind, n, m, choices, truth, similarity, notes }) => ({
    facts: {
      kind,
      rows: n,
      columns: m,
      choices,
      evenLoad: (n * choices) / m,
      truth: truth !== null,
      similarity: similarity !== null,
    },
    notes,
  }),
  prepare: prepareOptimum,
  metricStride: ({ n, m }) => Math.min(16, Math.max(1, Math.ceil((n * m) / 60_000))),
  check({ choices, similarity }, method) {
    const partial = method === 'progressivePartial' || method === 'semanticPartial';
    if (partial && choices > 1)
      throw new ProblemError(
        `Rows of this problem take ${choices} columns each; partial transport is for rows that take one, so set K to 1 or choose another method.`,
      );
    if (method === 'semanticPartial' && similarity === null)
      throw new ProblemError(
        'SP²OT needs to know which rows are similar, which this problem does not say; choose P²OT, or give a similarity with the data.',
      );
  },
  result(problem, assigned) {
    const { n, m } = problem;
    const { plan, prices } = assigned;
    const measured = (name: string) => {
      const value = metrics[name]!.measure(problem, assigned);
      return Number.isFinite(value) ? value : null;
    };
    return {
      mass: measured('mass'),
      maxVio: measured('maxVio'),
      score: measured('score'),
      dualityGap: measured('dualityGap'),
      accuracy: measured('accuracy'),
      columnMasses: Array.from(columnMasses(plan, m)),
      labels: Array.from(labelsOf(plan, m)),
      prices: prices && Array.from(prices),
      plan:
        n * m <= RESULT_LIMIT
          ? Array.from({ length: n }, (_, i) => Array.from(plan.subarray(i * m, (i + 1) * m)))
          : null,
    };
  },
  resultFields: {
    mass: 'share of all the mass that is assigned',
    maxVio: 'fullest column over an even share, less 1',
    score: 'mean gain of the mass assigned',
    dualityGap: '𝓛(p) less the optimum of the balanced problem, over all rows; null where there are no prices',
    accuracy: 'share of rows labelled with their truth; null where nobody knows it',
    columnMasses: 'mass of every column; all columns together hold the mass assigned',
    labels: 'the column with the largest entry of every row, from 0',
    prices: 'dual price of every column; null for partial transport',
    plan: 'n rows of m numbers, when n·m is at most 100,000; else null',
  },
  readData,
} satisfies Bench<Assignment, Assigned>;
