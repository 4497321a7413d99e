import { expect, test } from 'vitest';
import { kernelEntropies } from '../../math/kernel-entropy.ts';
import { mulberry32, normals } from '../../math/random.ts';
import { averagesTwin, rowAveragesCost } from './row-averages.ts';

const n = 37;
const d = 3;
const x = normals(mulberry32(1), n * d);
const shared = { n, m: n, d, x, y: x, ground: 'squaredEuclidean' as const };

test('the sum of kernels is the entropy of a Gaussian mixture, point by point', () => {
  const variance = 0.4;
  const breaths = kernelEntropies(x, n, d, variance, null, 0);
  let pulled = breaths.next();
  while (!pulled.done) pulled = breaths.next();
  const { noise, upper } = pulled.value;
  const problem = { ...shared, factor: 1 / (2 * variance), h: new Float64Array(n), values: x, width: d };
  const { logSum } = averagesTwin(problem);
  for (let i = 0; i < n; i++) expect(noise - (logSum[i]! - Math.log(n))).toBeCloseTo(upper.byPoint[i]!, 12);
});

test('averages are those of the softmax, and the slope of the log of the sum', () => {
  const h = normals(mulberry32(2), n);
  const factor = 0.7;
  const at = (moved: Float64Array) => averagesTwin({ ...shared, x: moved, factor, h, values: x, width: d });
  const { average } = at(x);
  // ∂/∂x_i log Σ exp(h_j − factor |x_i − y_j|²) = −2 factor (x_i − average_i)
  const step = 1e-5;
  for (let k = 0; k < n * d; k += 7) {
    const [up, down] = [step, -step].map((move) => at(x.map((value, at) => (at === k ? value + move : value))).logSum);
    const i = Math.floor(k / d);
    expect((up![i]! - down![i]!) / (2 * step)).toBeCloseTo(-2 * factor * (x[k]! - average[k]!), 7);
  }
});

test('the mean cost closes the entropy: log of the sum = Σ p (h − cost) + entropy of p', () => {
  const h = new Float64Array(n);
  const one = { ...shared, n: 1, x: x.slice(0, d), factor: 1.3, h, width: n };
  // Averages of the unit vectors are p itself.
  const unit = Float64Array.from({ length: n * n }, (_, k) => (Math.floor(k / n) === k % n ? 1 : 0));
  const { logSum, cost, average } = averagesTwin({ ...one, values: unit });
  const entropy = average.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
  expect(logSum[0]!).toBeCloseTo(entropy - cost[0]!, 12);
});

test('the stated work is one pass over all pairs', () => {
  expect(rowAveragesCost(10, 20, 2, 3)).toEqual({ flops: 3600, exponentials: 250, bytes: 760 });
});
