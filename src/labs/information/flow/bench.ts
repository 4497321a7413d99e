import type { Bench } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Clouds, Moving } from './problem.ts';
import { cauchySchwarz } from './solvers/cauchy-schwarz.ts';
import { meanDiscrepancy } from './solvers/mean-discrepancy.ts';

const singles = (points: Float64Array): Float32Array => Float32Array.from(points);

export default {
  id: 'information/flow',
  title: 'Points under a divergence',
  help: 'Move a cloud of points downhill on a divergence from another cloud, and see what the divergence can feel.',
  instances,
  methods: { cauchySchwarz, meanDiscrepancy },
  metrics,
  snapshots: {
    points: (_, { points }) => ({ points: singles(points) }),
  },
  defaultInstance: 'twoGaussians',
  defaultMethod: 'cauchySchwarz',
  stop: { rule: null, maxSteps: 400 },
  describeProblem: ({ n, target, start }) => ({
    facts: { n, target: singles(target), start: singles(start) },
    notes: [],
  }),
  metricStride: ({ n }) => (n > 200 ? 2 : 1),
  result: (problem, moving, step) => ({
    steps: step,
    divergence: metrics.divergence.measure(problem, moving),
    discrepancy: metrics.discrepancy.measure(problem, moving),
    leastMode: metrics.leastMode.measure(problem, moving),
    points: Array.from({ length: problem.n }, (_, i) => [moving.points[2 * i]!, moving.points[2 * i + 1]!]),
  }),
  resultFields: {
    steps: 'steps taken',
    divergence: 'Cauchy-Schwarz divergence of the points from the target, nats',
    discrepancy: 'squared maximum mean discrepancy with the same kernel',
    leastMode: 'share of the points on the mode that has fewer',
    points: 'where the points are',
  },
} satisfies Bench<Clouds, Moving>;
