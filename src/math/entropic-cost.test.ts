import { describe, expect, it } from 'vitest';
import { entropicCost, sinkhornDivergence } from './entropic-cost.ts';
import { mulberry32, normals } from './random.ts';

const x = normals(mulberry32(1), 24);
const y = normals(mulberry32(2), 18).map((value) => value + 1);

describe('Entropic costs of clouds', () => {
  it('are, for one target point, the mean distance to it', () => {
    const one = Float64Array.of(0.3, -0.4);
    let mean = 0;
    for (let i = 0; i < 12; i++) mean += Math.hypot(x[2 * i]! - 0.3, x[2 * i + 1]! + 0.4) / 12;
    expect(entropicCost('euclidean', x, one, 2, 0.1)).toBeCloseTo(mean, 12);
  });

  it('are the mean cost of all pairs for much blur', () => {
    let mean = 0;
    for (let i = 0; i < 12; i++)
      for (let j = 0; j < 9; j++) mean += ((x[2 * i]! - y[2 * j]!) ** 2 + (x[2 * i + 1]! - y[2 * j + 1]!) ** 2) / 108;
    expect(entropicCost('squaredEuclidean', x, y, 2, 1e6)).toBeCloseTo(mean, 4);
  });

  it('have a divergence that is zero between equal clouds, positive and symmetric between others', () => {
    expect(sinkhornDivergence(x, x, 2, 0.3)).toBe(0);
    const there = sinkhornDivergence(x, y, 2, 0.3);
    expect(there).toBeGreaterThan(0.5);
    expect(sinkhornDivergence(y, x, 2, 0.3)).toBeCloseTo(there, 6);
  });

  it('have the squared shift as divergence of a cloud from itself moved', () => {
    const moved = x.map((value, k) => value + (k % 2 === 0 ? 0.7 : -0.2));
    const settled = { tolerance: 1e-12, mostSweeps: 50_000 };
    expect(sinkhornDivergence(x, moved, 2, 0.3, settled)).toBeCloseTo(0.7 ** 2 + 0.2 ** 2, 6);
  });
});
