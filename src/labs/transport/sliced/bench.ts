import type { Bench } from '../../../engine/bench.ts';
import { readClouds } from '../../../engine/reader-clouds.ts';
import { exactSliced, prepareExact } from './exact-sliced.ts';
import { instances } from './instances.ts';
import { metrics, momentsOf } from './metrics.ts';
import type { Sliced, SlicedProblem } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { lowerControlVariate } from './solvers/lower-control-variate.ts';
import { monteCarlo } from './solvers/monte-carlo.ts';
import { quasiMonteCarlo } from './solvers/quasi-monte-carlo.ts';
import { upperControlVariate } from './solvers/upper-control-variate.ts';

export default {
  id: 'transport/sliced',
  title: 'Sliced distance',
  help: 'The mean distance of two clouds over all their projections on a line, estimated from some of them, or made small.',
  instances,
  methods: { lowerControlVariate, upperControlVariate, monteCarlo, quasiMonteCarlo },
  metrics,
  snapshots,
  defaultInstance: 'clouds',
  defaultMethod: 'lowerControlVariate',
  stop: { rule: null, maxSteps: 8000 },
  endsAt: 'count',
  prepare: prepareExact,
  // In a flow the exact transport cost takes as long as some hundred steps.
  metricStride: ({ task }) => (task === 'flow' ? 100 : 1),
  describeProblem: ({ task, dimension, source, target, notes }) => ({
    facts: {
      task,
      dimension,
      sourcePoints: source.length / dimension,
      targetPoints: target.length / dimension,
      meansApart: meansApart(source, target, dimension),
    },
    notes,
  }),
  result: (problem, sliced) => {
    const { mean, variance } = momentsOf(problem, sliced);
    return {
      estimate: problem.task === 'flow' ? sliced.estimates[0] : mean,
      variance,
      exact: problem.task === 'flow' ? Number.NaN : exactSliced(problem).value,
      transportCost: metrics.transportCost!.measure(problem, sliced),
      points:
        problem.task === 'flow'
          ? Array.from({ length: sliced.points.length / problem.dimension }, (_, i) =>
              Array.from(sliced.points.subarray(i * problem.dimension, (i + 1) * problem.dimension)),
            )
          : null,
    };
  },
  resultFields: {
    estimate: 'SW²: mean of the estimates; of a flow, the last one',
    variance: 'of the estimates; null for a flow',
    exact: 'SW² over all directions: 4,000 angles, or 10,000 points of the sphere; null for a flow',
    transportCost: 'exact W₂² from the moved source to the target; null for an estimate and above 256 points',
    points: 'where the source stands; null for an estimate',
  },
  readData: (data: unknown) => {
    readClouds(data, { most: 1000, dimensions: [2, 3] });
    return data;
  },
} satisfies Bench<SlicedProblem, Sliced>;

function meansApart(source: Float64Array, target: Float64Array, d: number): number {
  let square = 0;
  for (let axis = 0; axis < d; axis++) {
    const mean = (points: Float64Array) => {
      let sum = 0;
      for (let k = axis; k < points.length; k += d) sum += points[k]!;
      return (sum * d) / points.length;
    };
    square += (mean(source) - mean(target)) ** 2;
  }
  return Math.sqrt(square);
}
