import type { Bench } from '../../../engine/bench.ts';
import { instances, readerClouds } from './instances.ts';
import { optimumOf } from './measure-map.ts';
import { metrics } from './metrics.ts';
import type { LearntMap, MapProblem } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { assignment } from './solvers/assignment.ts';
import { exactGaussian } from './solvers/exact-gaussian.ts';
import { mongeGap } from './solvers/monge-gap.ts';
import { noGap } from './solvers/no-gap.ts';

const once = { rule: null, maxSteps: 1 } as const;

export default {
  id: 'transport/maps',
  title: 'Maps',
  help: 'A map of the plane that carries one cloud to another, and of all such maps the cheapest.',
  instances,
  methods: { mongeGap, noGap, exactGaussian, assignment },
  metrics,
  snapshots,
  defaultInstance: 'gaussians',
  defaultMethod: 'mongeGap',
  stop: { rule: null, maxSteps: 500 },
  stopFor: { exactGaussian: once, assignment: once },
  // An assignment and two settled plans cost some ten steps.
  metricStride: () => 25,
  describeProblem: (problem) => ({
    facts: {
      kind: problem.kind,
      cost: problem.cost === 'euclidean' ? 'distance' : 'squared distance',
      sourcePoints: problem.source.length / 2,
      targetPoints: problem.target.length / 2,
      optimalCost: optimumOf(problem),
      known: problem.truth !== null,
    },
    notes: [],
  }),
  result: (problem, map) => ({
    ...Object.fromEntries(Object.entries(metrics).map(([name, { measure }]) => [name, measure(problem, map)])),
    image: Array.from({ length: map.image.length / 2 }, (_, i) => Array.from(map.image.subarray(2 * i, 2 * i + 2))),
  }),
  resultFields: {
    sinkhornDivergence: 'of the image from the target sample',
    exactGap: 'mean cost of the map less that of the best assignment to its image',
    l2Uvp:
      'squared error of the map over held-out points, per cent of the target’s variance; null where the optimal map is unknown',
    displacementCost: 'mean cost of the map',
    cheaperSwaps: 'share of pairs that would pay less with their images exchanged',
    image: 'T(x) of each source point',
  },
  readData: (data: unknown) => {
    readerClouds(data);
    return data;
  },
} satisfies Bench<MapProblem, LearntMap>;
