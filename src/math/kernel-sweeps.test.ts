import { describe, expect, it } from 'vitest';
import { createKernelSweeps } from './kernel-sweeps.ts';
import { pairwiseCosts } from './pairwise-costs.ts';
import { mulberry32, normals } from './random.ts';
import { sinkhornPotentials } from './sinkhorn-potentials.ts';

const [n, m] = [9, 6];
const a = Float64Array.from({ length: n }, (_, i) => (i + 1) / 45);
const b = new Float64Array(m).fill(1 / m);
const x = normals(mulberry32(3), 2 * n);
const y = normals(mulberry32(4), 2 * m);
const costs = (move: number) =>
  pairwiseCosts(
    'squaredEuclidean',
    x.map((value) => value + move),
    y,
    2,
    1,
  );

/** Potentials after a start on the first costs and sweeps on the second, and the same by the sweeps of `update` alone. */
function both(eps: number, move: number, sweeps: number) {
  const [warm, plain] = [sinkhornPotentials(a, b, eps), sinkhornPotentials(a, b, eps)];
  warm.update(costs(0), 30);
  plain.update(costs(0), 30);
  const exponentials = createKernelSweeps(warm, eps)(costs(move), sweeps);
  plain.update(costs(move), sweeps);
  return { warm, plain, exponentials };
}

describe('Warm sweeps in the domain of the kernel', () => {
  it.each([
    ['after a small change', 0.3, 0.02, 12],
    ['after one beyond the range of the kernel', 0.002, 30, 12],
  ])('are those of the logarithmic domain %s', (_, eps, move, sweeps) => {
    const { warm, plain } = both(eps, move, sweeps);
    warm.f.forEach((value, i) => {
      expect(Math.abs(value - plain.f[i]!)).toBeLessThan(1e-9);
    });
    warm.plan.forEach((value, k) => {
      expect(Math.abs(value - plain.plan[k]!)).toBeLessThan(1e-9);
    });
  });

  it('take one exponential an entry, and leave exact column sums', () => {
    const { warm, exponentials } = both(0.3, 0.02, 3);
    expect(exponentials).toBe(n * m);
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += warm.plan[i * m + j]!;
      expect(sum).toBeCloseTo(1 / m, 14);
    }
  });
});
