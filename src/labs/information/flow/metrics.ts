import type { Metric } from '../../../engine/bench.ts';
import type { Clouds, Moving } from './problem.ts';

type Measured = Metric<Clouds, Moving>;

/** Log of the mean kernel over all pairs of two clouds of points in the plane, by the largest term. */
export function logMeanKernel(a: Float64Array, b: Float64Array, sigma: number): number {
  const factor = -1 / (2 * sigma * sigma);
  let largest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < a.length; i += 2) {
    for (let j = 0; j < b.length; j += 2) {
      const exponent = factor * ((a[i]! - b[j]!) ** 2 + (a[i + 1]! - b[j + 1]!) ** 2);
      if (exponent <= largest) sum += Math.exp(exponent - largest);
      else {
        sum = sum * Math.exp(largest - exponent) + 1;
        largest = exponent;
      }
    }
  }
  return largest + Math.log(sum / ((a.length / 2) * (b.length / 2)));
}

interface Logs {
  readonly own: number;
  readonly cross: number;
}
const known = new WeakMap<Moving, Logs>();

/** Yields are new objects, so a step is measured once. */
function logsOf({ target }: Clouds, moving: Moving): Logs {
  let logs = known.get(moving);
  if (!logs) {
    const { points, sigma } = moving;
    known.set(
      moving,
      (logs = { own: logMeanKernel(points, points, sigma), cross: logMeanKernel(points, target, sigma) }),
    );
  }
  return logs;
}

const targets = new WeakMap<Clouds, Map<number, number>>();
function logOfTarget(problem: Clouds, sigma: number): number {
  let bySigma = targets.get(problem);
  if (!bySigma) targets.set(problem, (bySigma = new Map()));
  let log = bySigma.get(sigma);
  if (log === undefined) bySigma.set(sigma, (log = logMeanKernel(problem.target, problem.target, sigma)));
  return log;
}

const divergence: Measured = {
  label: 'D_CS',
  unit: 'nats',
  scale: 'log',
  better: 'lower',
  help: 'Cauchy-Schwarz divergence of the points from the target, with the method’s kernel: 0 when both clouds have the same kernel mean up to its length.',
  measure: (problem, moving) => {
    const { own, cross } = logsOf(problem, moving);
    return own + logOfTarget(problem, moving.sigma) - 2 * cross;
  },
};

const discrepancy: Measured = {
  label: 'MMD²',
  scale: 'log',
  better: 'lower',
  help: 'Squared maximum mean discrepancy with the same kernel, diagonals included.',
  measure: (problem, moving) => {
    const { own, cross } = logsOf(problem, moving);
    return Math.exp(own) + Math.exp(logOfTarget(problem, moving.sigma)) - 2 * Math.exp(cross);
  },
};

/** Squared distance at which a point still counts as on a mode: three deviations. */
const REACH = 9;

const leastMode: Measured = {
  label: 'Share on the emptier mode',
  scale: 'linear',
  better: null,
  help: 'Share of the points within three deviations of the mode that has fewer of them (of the nearer one where both are).',
  measure: ({ n, modes }, { points }) => {
    const counts = modes.map(() => 0);
    for (let i = 0; i < n; i++) {
      const squares = modes.map(([x, y]) => (points[2 * i]! - x) ** 2 + (points[2 * i + 1]! - y) ** 2);
      const nearest = squares.indexOf(Math.min(...squares));
      if (squares[nearest]! <= REACH) counts[nearest] = counts[nearest]! + 1;
    }
    return Math.min(...counts) / n;
  },
};

export const metrics = { divergence, discrepancy, leastMode };
