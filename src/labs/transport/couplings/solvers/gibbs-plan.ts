import { gibbsKernel } from '../../../../math/gibbs-kernel.ts';
import type { Reals } from '../../../../math/log-sum-exp.ts';
import { type LogSums, logSumSizes, nativeLogSums, plainLogSums } from '../../../../math/log-sums.ts';
import { openSinkhorn } from '../../../../math/native/sinkhorn.ts';

/** P = exp((x + y − C)/ε) with its sums, as of the last points z = (x, y) it was evaluated at. */
export interface GibbsPlan {
  /** n × m, row-major. */
  readonly P: Reals;
  /** Row sums of P, then column sums. */
  readonly sums: Reals;
  /** Rows from ≤ i < to of P and their sums; the rows are added to the sums of the columns. Returns how many exponentials it took. */
  readonly evaluate: (z: Reals, eps: number, from: number, to: number) => number;
}

/** What Newton's method on the entropic dual computes with: sweeps, the plan, and two points (x, y). */
export interface DualArrays {
  readonly sums: LogSums;
  readonly gibbs: GibbsPlan;
  readonly z: Reals;
  readonly trial: Reals;
}

/** In float64 on the kernels; what `sums` and `gibbs` are given are z and trial. */
export function nativeDual(C: Float64Array, n: number, m: number): DualArrays {
  const kernels = openSinkhorn({ ...logSumSizes(n, m), P: n * m, marginals: n + m, z: n + m, trial: n + m });
  const { P, marginals, z, trial, C: costs } = kernels.floats;
  costs.set(C);
  const rows = marginals.subarray(0, n);
  const columns = marginals.subarray(n);
  return {
    z,
    trial,
    sums: nativeLogSums(n, m, kernels),
    gibbs: {
      P,
      sums: marginals,
      evaluate: (at, eps, from, to) => {
        const point = at as Float64Array;
        const [x, y] = [point.subarray(0, n), point.subarray(n)];
        return kernels.run.gibbsSums(costs, x, y, P, rows, columns, m, 1 / eps, from, to);
      },
    },
  };
}

/** In plain TypeScript, in float32. */
export function plainDual(C: Float32Array, n: number, m: number): DualArrays {
  const P = new Float32Array(n * m);
  const sums = new Float32Array(n + m);
  return {
    z: new Float32Array(n + m),
    trial: new Float32Array(n + m),
    sums: plainLogSums(C, n, m),
    gibbs: {
      P,
      sums,
      evaluate: (at, eps, from, to) => {
        const exponentials = gibbsKernel(C, m, at.subarray(0, n), at.subarray(n), eps, P, from, to);
        for (let i = from; i < to; i++) {
          let total = 0;
          for (let j = 0, k = i * m; j < m; j++, k++) {
            total += P[k]!;
            sums[n + j] = sums[n + j]! + P[k]!;
          }
          sums[i] = total;
        }
        return exponentials;
      },
    },
  };
}
