import type { Bench } from '../../../engine/bench.ts';
import { readClouds } from '../../../engine/reader-clouds.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Bridge, BridgeProblem } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { gaussianBridge } from './solvers/gaussian-bridge.ts';
import { independent } from './solvers/independent.ts';
import { lightBridge } from './solvers/light-bridge.ts';
import { sinkhorn } from './solvers/sinkhorn.ts';

export default {
  id: 'transport/bridges',
  title: 'Bridges',
  help: 'Of all random ways from one cloud to another, the one closest to Brownian motion.',
  instances,
  methods: { lightBridge, sinkhorn, gaussianBridge, independent },
  metrics,
  snapshots,
  defaultInstance: 'clouds',
  defaultMethod: 'lightBridge',
  stop: { rule: null, maxSteps: 2000 },
  stopFor: {
    sinkhorn: { rule: { metric: 'marginalError', bound: 1e-9, direction: 'below' }, maxSteps: 5000 },
    gaussianBridge: { rule: null, maxSteps: 1 },
    independent: { rule: null, maxSteps: 1 },
  },
  // All metrics together cost as much as some fifty steps.
  metricStride: () => 50,
  describeProblem: ({ kind, eps, source, target, targetVariance, truth, notes }) => ({
    facts: {
      kind,
      eps,
      sourcePoints: source.points.length / 2,
      targetPoints: target.points.length / 2,
      targetVariance,
      known: truth !== null,
    },
    notes,
  }),
  result,
  resultFields: {
    loss: 'E log c(x) − E log v(y) over held-out points, nats; null for plans between samples',
    klGap: 'KL of the true plan to the learnt one, nats; null where the truth is unknown',
    cbwUvp: 'error of the conditional plans, per cent of half the target variance; null where the truth is unknown',
    energyDistance: 'between generated and held-out target points',
    marginalError: 'of the plan between the samples; null without one',
    potential: 'components of v: log α, r (x, y), S (xx, xy, yy); atoms have S = 0',
  },
  readData: (data: unknown) => {
    readClouds(data, { most: 1000, dimensions: [2] });
    return data;
  },
} satisfies Bench<BridgeProblem, Bridge>;

function result(problem: BridgeProblem, bridge: Bridge): Readonly<Record<string, unknown>> {
  const { logAlpha, r, S } = bridge.potential;
  const of = (name: string) => metrics[name]!.measure(problem, bridge);
  return {
    loss: of('loss'),
    klGap: of('klGap'),
    cbwUvp: of('cbwUvp'),
    energyDistance: of('energyDistance'),
    marginalError: of('marginalError'),
    potential: Array.from(logAlpha, (log, k) => ({
      logAlpha: log,
      r: Array.from(r.subarray(2 * k, 2 * k + 2)),
      S: Array.from(S.subarray(3 * k, 3 * k + 3)),
    })),
  };
}
