import { exactSliced } from './exact-sliced.ts';
import type { Sliced, SlicedProblem } from './problem.ts';
import { type SweepSnapshot, sweepDirections } from './sweep-directions.ts';

export interface HistogramSnapshot {
  readonly estimates: Float64Array;
  readonly exact: number;
  /** Directions of each estimate. */
  readonly directions: number;
}

export interface RegressionSnapshot {
  /** G_l and W_l of the last directions. */
  readonly control: Float64Array;
  readonly distances: Float64Array;
  /** μ and γ̂. */
  readonly mean: number;
  readonly slope: number;
  /** The same along directions that cover all; empty in a flow. */
  readonly everywhere: {
    readonly control: Float64Array;
    readonly distances: Float64Array;
    /** In the order of the angle. */
    readonly closed: boolean;
  };
}

export interface CloudSnapshot {
  readonly dimension: number;
  /** n × d. */
  readonly start: Float32Array;
  readonly target: Float32Array;
  readonly points: Float32Array;
  /** L × d. */
  readonly directions: Float32Array;
}

/** Directions of the background of the regression. */
const BACKGROUND = 300;
const MOST_DRAWN = 512;

export const snapshots = {
  histogram: (problem: SlicedProblem, { estimates, distances }: Sliced) =>
    ({
      estimates: problem.task === 'flow' ? new Float64Array(0) : estimates.slice(),
      exact: problem.task === 'flow' ? Number.NaN : exactSliced(problem).value,
      directions: distances.length,
    }) satisfies HistogramSnapshot,

  regression: (problem: SlicedProblem, { rule, control, distances, mean, slope }: Sliced) =>
    ({
      control: rule.control === 'none' ? new Float64Array(0) : control.slice(),
      distances: distances.slice(),
      mean,
      slope,
      everywhere: everywhere(problem, rule.control),
    }) satisfies RegressionSnapshot,

  sweep: (problem: SlicedProblem, sliced: Sliced) => ({ ...sweepDirections(problem, sliced) }) satisfies SweepSnapshot,

  cloud: ({ dimension, source, target }: SlicedProblem, { points, directions }: Sliced) => {
    const first = (of: Float64Array) => Float32Array.from(of.subarray(0, MOST_DRAWN * dimension));
    return {
      dimension,
      start: first(source),
      target: first(target),
      points: first(points),
      directions: Float32Array.from(directions),
    } satisfies CloudSnapshot;
  },
};

/** G from the projections themselves, along some of the directions that the exact value is a mean over. */
function everywhere(problem: SlicedProblem, control: Sliced['rule']['control']): RegressionSnapshot['everywhere'] {
  if (problem.task === 'flow' || control === 'none')
    return { control: new Float64Array(0), distances: new Float64Array(0), closed: false };
  const { theta, W } = exactSliced(problem);
  const { source, target, dimension: d } = problem;
  const G = new Float64Array(BACKGROUND);
  const distances = new Float64Array(BACKGROUND);
  for (let k = 0; k < BACKGROUND; k++) {
    const l = Math.floor((k * W.length) / BACKGROUND);
    const [x, y] = [source, target].map((points) => projected(points, theta.subarray(l * d, (l + 1) * d)));
    G[k] = (x!.mean - y!.mean) ** 2 + (control === 'upper' ? x!.variance + y!.variance : 0);
    distances[k] = W[l]!;
  }
  return { control: G, distances, closed: d === 2 };
}

function projected(points: Float64Array, theta: Float64Array): { mean: number; variance: number } {
  const d = theta.length;
  const n = points.length / d;
  let [mean, square] = [0, 0];
  const along = (i: number) => theta.reduce((sum, value, k) => sum + value * points[i * d + k]!, 0);
  for (let i = 0; i < n; i++) mean += along(i) / n;
  for (let i = 0; i < n; i++) square += (along(i) - mean) ** 2 / n;
  return { mean, variance: square };
}
