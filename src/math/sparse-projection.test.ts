import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from './random.ts';
import { keepLargest, simplexThreshold, sparseProjection } from './sparse-projection.ts';

const kept = (values: number[], k: number): number[] => {
  const out = new Int32Array(values.length);
  return Array.from(out.subarray(0, keepLargest(Float64Array.from(values), 0, values.length, k, out)));
};

describe('the largest entries', () => {
  it('come largest first, ties to the smaller index, all of them in their own order', () => {
    expect(kept([1, 5, 3, 5, 2], 3)).toEqual([1, 3, 2]);
    expect(kept([2, 2, 2, 2], 2)).toEqual([0, 1]);
    expect(kept([1, 2, 2, 0, 2], 2)).toEqual([1, 2]);
    expect(kept([-3, -1, -2], 1)).toEqual([1]);
    expect(kept([1, 5, 3], 3)).toEqual([0, 1, 2]);
    expect(kept([1, 5, 3], 9)).toEqual([0, 1, 2]);
  });

  it('are those of a sort', () => {
    const values = normals(mulberry32(3), 200);
    const order = Array.from(values.keys()).sort((i, j) => values[j]! - values[i]! || i - j);
    for (const k of [1, 2, 7, 64]) expect(kept(Array.from(values), k)).toEqual(order.slice(0, k));
  });
});

describe('the projection onto a simplex of few non-zeros', () => {
  /** τ by sorting, as the papers state it. */
  function bySorting(values: Float64Array, mass: number): number {
    const u = values.slice().sort().reverse();
    let sum = 0;
    let tau = Number.NaN;
    u.forEach((v, i) => {
      sum += v;
      if (v - (sum - mass) / (i + 1) > 0) tau = (sum - mass) / (i + 1);
    });
    return tau;
  }

  it('has the threshold of the sorted rule', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const values = normals(mulberry32(seed), 50).map((v) => 3 * v);
      for (const mass of [0.01, 1, 40]) {
        const all = Int32Array.from(values.keys());
        expect(simplexThreshold(values, 0, all, 50, mass)).toBeCloseTo(bySorting(values, mass), 12);
      }
    }
  });

  it('has the mass, at most k non-zeros, and no neighbour on k entries that is nearer', () => {
    const random = mulberry32(9);
    for (let round = 0; round < 30; round++) {
      const values = Float64Array.from({ length: 6 }, () => 2 * random() - 1);
      const mass = 0.1 + random();
      const distance = (p: Float64Array) => p.reduce((sum, v, i) => sum + (v - values[i]!) ** 2, 0);
      for (const k of [1, 2, 3]) {
        const p = sparseProjection(values, mass, k);
        expect(p.reduce((sum, v) => sum + v, 0)).toBeCloseTo(mass, 12);
        expect(p.filter((v) => v > 0).length).toBeLessThanOrEqual(k);
        // Any other support of k entries, projected onto by itself, is no nearer.
        for (let set = 0; set < 64; set++) {
          const chosen = Array.from(values.keys()).filter((i) => set & (1 << i));
          if (chosen.length !== k) continue;
          const part = sparseProjection(
            Float64Array.from(chosen, (i) => values[i]!),
            mass,
            k,
          );
          const other = new Float64Array(6);
          chosen.forEach((i, l) => {
            other[i] = part[l]!;
          });
          expect(distance(p)).toBeLessThanOrEqual(distance(other) + 1e-12);
        }
      }
    }
  });

  it('is zero for no mass', () => {
    expect(Array.from(sparseProjection(Float64Array.of(1, 2), 0, 1))).toEqual([0, 0]);
  });
});
