import { describe, expect, it } from 'vitest';
import { kMeans } from './k-means.ts';
import { mulberry32, normals } from './random.ts';

describe('k-means', () => {
  it('finds groups that stand apart, whatever their order', () => {
    const truth = Int32Array.from({ length: 120 }, (_, i) => i % 4);
    const points = normals(mulberry32(1), 240).map(
      (v, at) => v + 30 * (at % 2 === 0 ? truth[at >> 1]! & 1 : truth[at >> 1]! >> 1),
    );
    const group = kMeans(points, 120, 2, 4, mulberry32(2));
    const pairs = new Set(Array.from(group, (g, i) => `${g} ${truth[i]}`));
    expect(pairs.size).toBe(4);
  });

  it('puts everything in one group when asked, and equal points too', () => {
    expect(new Set(kMeans([1, 2, 3], 3, 1, 1, mulberry32(1)))).toEqual(new Set([0]));
    expect(new Set(kMeans(new Float64Array(5), 5, 1, 3, mulberry32(1))).size).toBe(1);
    expect(() => kMeans([1], 1, 1, 2, mulberry32(1))).toThrow('count is 2');
  });
});
