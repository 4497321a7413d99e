import { describe, expect, it } from 'vitest';
import { pairwiseCosts } from './pairwise-costs.ts';
import { mulberry32, normals } from './random.ts';
import { sinkhornPotentials } from './sinkhorn-potentials.ts';

const n = 7;
const m = 5;
const costs = (seed: number, spread = 1) => {
  const random = mulberry32(seed);
  const x = normals(random, 2 * n).map((v) => v * spread);
  return pairwiseCosts('squaredEuclidean', x, normals(random, 2 * m), 2, 1);
};
const a = Float64Array.from({ length: n }, (_, i) => (i + 1) / 28);
const b = new Float64Array(m).fill(1 / m);

/** The textbook iteration, one logarithm of a sum after the other. */
function plain(C: Float64Array, eps: number, sweeps: number) {
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const lse = (values: number[]) => {
    const max = Math.max(...values);
    return max + Math.log(values.reduce((sum, v) => sum + Math.exp(v - max), 0));
  };
  for (let k = 0; k < sweeps; k++) {
    for (let i = 0; i < n; i++)
      f[i] = eps * (Math.log(a[i]!) - lse(Array.from({ length: m }, (_, j) => (g[j]! - C[i * m + j]!) / eps)));
    for (let j = 0; j < m; j++)
      g[j] = eps * (Math.log(b[j]!) - lse(Array.from({ length: n }, (_, i) => (f[i]! - C[i * m + j]!) / eps)));
  }
  return { f, g };
}

describe('Warm Sinkhorn potentials', () => {
  it.each([
    ['an easy problem', 1, 0.5, 40],
    ['costs of thousands of ε, where the kernel underflows', 30, 0.05, 40],
  ])('are those of the textbook iteration on %s', (_, spread, eps, sweeps) => {
    const C = costs(1, spread);
    const warm = sinkhornPotentials(a, b, eps);
    expect(warm.update(C, sweeps)).toBeGreaterThan(0);
    const expected = plain(C, eps, sweeps);
    const scale = Math.max(...expected.f.map(Math.abs), 1);
    for (let i = 0; i < n; i++) expect(Math.abs(warm.f[i]! - expected.f[i]!)).toBeLessThan(1e-11 * scale);
    for (let j = 0; j < m; j++) expect(Math.abs(warm.g[j]! - expected.g[j]!)).toBeLessThan(1e-11 * scale);
  });

  it('go on from where they were when the costs change', () => {
    const warm = sinkhornPotentials(a, b, 0.3);
    warm.update(costs(1), 200);
    warm.update(costs(2), 2000);
    const cold = plain(costs(2), 0.3, 2000);
    const difference = warm.f.map((value, i) => value - cold.f[i]!);
    expect(Math.max(...difference) - Math.min(...difference)).toBeLessThan(1e-9);
  });

  it('value the plan in both forms', () => {
    const C = costs(3);
    const eps = 0.4;
    const warm = sinkhornPotentials(a, b, eps);
    warm.update(C, 2000);
    let entropy = 0;
    let divergence = 0;
    warm.plan.forEach((mass, k) => {
      entropy += mass * C[k]! + eps * mass * Math.log(mass);
      divergence += mass * C[k]! + eps * mass * Math.log(mass / (a[Math.floor(k / m)]! * b[k % m]!));
    });
    expect(warm.entropyForm()).toBeCloseTo(entropy, 10);
    expect(warm.klForm()).toBeCloseTo(divergence, 10);
  });
});
