import { columnLogSumExp, type Reals, rowLogSumExp } from './log-sum-exp.ts';
import { openSinkhorn, type SinkhornKernels } from './native/sinkhorn.ts';
import type { Ground } from './pairwise-costs.ts';

/** Log-sum-exps over one cost matrix of n × m entries, row-major. Both return how many exponentials were taken. */
export interface LogSums {
  /** out_i = ε log Σ_j exp((g_j − C_ij)/ε) for rows from ≤ i < to. */
  readonly rows: (g: Reals, eps: number, out: Reals, from: number, to: number) => number;
  /** out_j = ε log Σ_i exp((f_i − C_ij)/ε) for columns from ≤ j < to. */
  readonly columns: (f: Reals, eps: number, out: Reals, from: number, to: number) => number;
  /** Rows and what they give the columns, with one exponential for both; null where that is not to be had. */
  readonly shared: SharedSums | null;
}

export interface SharedSums {
  /** a, what the rows of the plan sum to. */
  readonly weights: Float64Array;
  /** Grows by Σ_i exp((f_i + g_j − C_ij)/ε) over the rows taken, with f_i = ε log a_i − out_i; less terms under 1e-30 of the largest in their row. */
  readonly columns: Float64Array;
  /** As `rows` of LogSums. */
  readonly rows: (g: Reals, eps: number, out: Reals, from: number, to: number) => number;
}

/** Room for a line of scores, the results of all lines, and what rows share. */
const lineSizes = (n: number, m: number) => ({
  ...{ scores: Math.max(n, m), max: Math.max(n, m), sum: Math.max(n, m) },
  ...{ weights: n, columns: m },
});

/** Arrays the kernels need for the log-sum-exps of an n × m matrix. */
export const logSumSizes = (n: number, m: number) => ({ C: n * m, ...lineSizes(n, m) });

/** On the kernels, and their C as it is at each call; f, g and out are arrays of theirs. */
export function nativeLogSums(
  n: number,
  m: number,
  { run, floats }: SinkhornKernels<ReturnType<typeof logSumSizes>>,
): LogSums {
  const { C, max, sum, scores, weights, columns } = floats;
  const finish = (eps: number, out: Reals, from: number, to: number) => {
    for (let k = from; k < to; k++) out[k] = max[k]! + eps * Math.log(sum[k]!);
  };
  return {
    rows(g, eps, out, from, to) {
      const exponentials = run.rowSums(C, g as Float64Array, scores, max, sum, m, 1 / eps, from, to);
      finish(eps, out, from, to);
      return exponentials;
    },
    shared: {
      weights,
      columns,
      rows(g, eps, out, from, to) {
        const given = [C, g as Float64Array, weights, scores, max, sum, columns, m] as const;
        const exponentials = run.rowsAndColumns(...given, 1 / eps, from, to);
        finish(eps, out, from, to);
        return exponentials;
      },
    },
    columns(f, eps, out, from, to) {
      const exponentials = run.columnSums(C, f as Float64Array, max, sum, n, m, 1 / eps, from, to);
      finish(eps, out, from, to);
      return exponentials;
    },
  };
}

/** Costs factor · ground(x_i, y_j) between points in d dimensions, both row-major. */
export interface PointCosts {
  readonly dimension: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly ground: Ground;
  readonly factor: number;
}

const GROUNDS: Readonly<Record<Ground, number>> = { squaredEuclidean: 0, euclidean: 1, cityblock: 2 };

/** On the kernels, with costs computed from points wherever they are used: some (n + m)(2d + 4) numbers of memory, potentials f and g among them. */
export function pointLogSums({ dimension: d, x, y, ground, factor }: PointCosts) {
  const n = x.length / d;
  const m = y.length / d;
  const points = { x: n * d, y: m * d, xByCoordinate: n * d, yByCoordinate: m * d };
  const { run, floats } = openSinkhorn({ ...points, ...lineSizes(n, m), f: n, g: m });
  const { scores, max, sum, weights, columns, f, g } = floats;
  floats.x.set(x);
  floats.y.set(y);
  for (let k = 0; k < d; k++) {
    for (let i = 0; i < n; i++) floats.xByCoordinate[k * n + i] = x[i * d + k]!;
    for (let j = 0; j < m; j++) floats.yByCoordinate[k * m + j] = y[j * d + k]!;
  }
  const finish = (eps: number, out: Reals, first: number, last: number) => {
    for (let k = first; k < last; k++) out[k] = max[k]! + eps * Math.log(sum[k]!);
  };
  const from = (
    [lines, others]: readonly [Float64Array, Float64Array],
    potential: Reals,
    size: number,
    ...[eps, out, first, last]: [number, Reals, number, number]
  ) => {
    const given = [scores, max, sum, size, d, GROUNDS[ground], factor, 1 / eps, first, last] as const;
    const exponentials = run.pointSums(lines, others, potential as Float64Array, ...given);
    finish(eps, out, first, last);
    return exponentials;
  };
  const sums: LogSums = {
    rows: (g, ...rest) => from([floats.x, floats.yByCoordinate], g, m, ...rest),
    columns: (f, ...rest) => from([floats.y, floats.xByCoordinate], f, n, ...rest),
    shared: {
      weights,
      columns,
      rows(g, eps, out, first, last) {
        const given = [floats.x, floats.yByCoordinate, g as Float64Array, weights, scores, max, sum, columns] as const;
        const costs = [m, d, GROUNDS[ground], factor] as const;
        const exponentials = run.pointRowsAndColumns(...given, ...costs, 1 / eps, first, last);
        finish(eps, out, first, last);
        return exponentials;
      },
    },
  };
  return { sums, f, g };
}

/** In plain TypeScript, in the precision of the arrays. */
export const plainLogSums = (C: Reals, n: number, m: number): LogSums => ({
  rows: (g, eps, out, from, to) => rowLogSumExp(C, m, g, eps, out, from, to),
  columns: (f, eps, out, from, to) => columnLogSumExp(C, n, m, f, eps, out, from, to),
  shared: null,
});
