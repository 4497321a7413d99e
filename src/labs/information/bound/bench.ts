import type { Bench } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Annealing, Bottleneck } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { deterministicIb } from './solvers/deterministic-ib.ts';
import { selfConsistent } from './solvers/self-consistent.ts';
import { readData } from './user-data.ts';

/** Points of the closed form handed to the page. */
const DRAWN = 64;

export default {
  id: 'information/bound',
  title: 'The bound',
  help: 'The most a description of X can say about Y at each number of bits it keeps: the curve no layer can lie above.',
  instances,
  methods: { selfConsistent, deterministicIb },
  metrics,
  snapshots,
  defaultInstance: 'sphere',
  defaultMethod: 'selfConsistent',
  stop: { rule: null, maxSteps: 200_000 },
  describeProblem: ({ channel, hX, hY, ixy, criticalBeta, closedForm, rowNames, notes }) => {
    const closedX = closedForm
      ? Float64Array.from({ length: DRAWN }, (_, k) => (hX * k) / (DRAWN - 1))
      : new Float64Array();
    return {
      facts: {
        rows: channel.rows,
        classes: channel.cols,
        hX,
        hY,
        ixy,
        criticalBeta,
        rowNames,
        closedX,
        closedY: closedX.map((x) => closedForm?.(x) ?? Number.NaN),
      },
      notes,
    };
  },
  result: ({ ixy }, { curve, beta }) => ({ ixy, beta, curve: curve.map((point) => ({ ...point })) }),
  resultFields: {
    ixy: 'I(X;Y), bits',
    beta: 'the β reached',
    curve: 'finished points {beta, ixt, ity, hT (bits), letters, sweeps}, β descending',
  },
  readData,
} satisfies Bench<Bottleneck, Annealing>;
