import type { Bench } from '../../../engine/bench.ts';
import { block, scattered } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Recovery, SparseRecovery } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { alternatingKroneckerSbl } from './solvers/alternating-kronecker-sbl.ts';
import { classicSbl } from './solvers/classic-sbl.ts';
import { orthogonalMatchingPursuit } from './solvers/orthogonal-matching-pursuit.ts';
import { singularKroneckerSbl } from './solvers/singular-kronecker-sbl.ts';

export default {
  id: 'bnn/sparse-recovery',
  title: 'Sparse recovery',
  help: 'More unknowns than equations, and a prior whose variances decide which unknowns there are.',
  instances: { block, scattered },
  methods: { singularKroneckerSbl, alternatingKroneckerSbl, classicSbl, orthogonalMatchingPursuit },
  metrics,
  snapshots,
  defaultInstance: 'block',
  defaultMethod: 'singularKroneckerSbl',
  stop: { rule: null, maxSteps: 150 },
  // The cost is found anew, by another elimination.
  metricStride: () => 5,
  describeProblem: ({ N, M, K, decibels, trials }) => ({
    facts: { unknowns: N * N, equations: M * M, nonZeros: K * K, decibels, trials: trials.length },
    notes: [`${M * M} equations for ${N * N} unknowns, of which ${K * K} are not zero; ${trials.length} trials.`],
  }),
  result: (problem, recovery) => ({
    error: metrics.error!.measure(problem, recovery),
    support: metrics.support!.measure(problem, recovery),
    iterations: metrics.iterations!.measure(problem, recovery),
    estimate: Array.from(recovery.trials[0]!.mean),
  }),
  resultFields: {
    error: 'median over trials of ‖x̂ − x‖² / ‖x‖², in decibels',
    support: 'mean F-score of the support',
    iterations: 'mean iterations of a trial',
    estimate: 'x̂ of the first trial, N × N by rows',
  },
} satisfies Bench<SparseRecovery, Recovery>;
