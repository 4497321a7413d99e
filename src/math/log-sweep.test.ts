import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import { type LogSums, logSumSizes, nativeLogSums, plainLogSums, pointLogSums } from './log-sums.ts';
import { logSweep } from './log-sweep.ts';
import { openSinkhorn } from './native/sinkhorn.ts';
import { pairwiseCosts } from './pairwise-costs.ts';
import { mulberry32 } from './random.ts';

const [n, m, d] = [41, 37, 2];
const random = mulberry32(5);
const points = (count: number) => Float64Array.from({ length: count * d }, random);
const weights = (count: number) => {
  const some = Float64Array.from({ length: count }, () => 0.1 + random());
  const whole = some.reduce((sum, value) => sum + value, 0);
  return some.map((value) => value / whole);
};
const [a, b] = [weights(n), weights(m)];

/** Potentials after some sweeps, and the exponentials of the first and the last. */
function sweeps(sums: LogSums, f: Float64Array, g: Float64Array, eps: number, count: number) {
  const exponentials: number[] = [];
  for (let k = 0; k < count; k++) exponentials.push(finish(logSweep(sums, [a, b], eps, [f, g])).exponentials);
  return { f, g, first: exponentials[0]!, last: exponentials.at(-1)! };
}

function onKernels(C: Float64Array, eps: number, count: number) {
  const kernels = openSinkhorn({ ...logSumSizes(n, m), f: n, g: m });
  kernels.floats.C.set(C);
  return sweeps(nativeLogSums(n, m, kernels), kernels.floats.f, kernels.floats.g, eps, count);
}

const largestGap = (one: Float64Array, other: Float64Array) =>
  one.reduce((most, value, k) => Math.max(most, Math.abs(value - other[k]!)), 0);

describe('A sweep that takes each exponential once', () => {
  const [x, y] = [points(n), points(m)];
  // One column far from every row: at small ε all its entries vanish beside those of other columns.
  const far = y.slice();
  far.set([40, 40], 2 * 11);
  for (const [name, target] of [
    ['clouds', y],
    ['a cloud with a point far off', far],
  ] as const) {
    const C = pairwiseCosts('squaredEuclidean', x, target, d, 1);
    for (const eps of [1e-4, 1e-3, 0.05, 10]) {
      it(`gives the potentials of two log-sum-exps, ${name}, ε = ${eps}`, () => {
        for (const count of [1, 2, 50]) {
          const plain = sweeps(plainLogSums(C, n, m), new Float64Array(n), new Float64Array(m), eps, count);
          const kernels = onKernels(C, eps, count);
          const unit = 1e-13 * (1 + Math.max(...C));
          expect(largestGap(kernels.f, plain.f)).toBeLessThan(unit);
          expect(largestGap(kernels.g, plain.g)).toBeLessThan(unit);
        }
      });
    }
  }

  it('takes at most one exponential a pair, more only where columns vanish', () => {
    const near = onKernels(pairwiseCosts('squaredEuclidean', x, y, d, 1), 0.05, 30);
    expect(near.first).toBeLessThanOrEqual(n * m);
    expect(near.last).toBeLessThanOrEqual(n * m);
    const apart = onKernels(pairwiseCosts('squaredEuclidean', x, far, d, 1), 60, 30);
    expect(apart.first).toBe(n * m + n);
    expect(apart.last).toBe(n * m);
  });

  it('does the same from points as from their costs', () => {
    const cost = { dimension: d, x, y: far, ground: 'squaredEuclidean', factor: 0.3 } as const;
    const { sums, f, g } = pointLogSums(cost);
    const free = sweeps(sums, f, g, 0.01, 5);
    const stored = onKernels(pairwiseCosts('squaredEuclidean', x, far, d, 0.3), 0.01, 5);
    expect([...free.f, ...free.g]).toEqual([...stored.f, ...stored.g]);
  });
});
