import { describe, expect, it } from 'vitest';
import { adaptiveEdges, binIndices, linearEdges } from './bin-edges.ts';
import { mulberry32, normals } from './random.ts';

describe('bin edges', () => {
  it('of [−1, 1] put −1 in bin 1 and 1 in a bin of its own', () => {
    const edges = linearEdges(-1, 1, 30);
    expect(edges.length).toBe(30);
    expect(Array.from(binIndices([-1.01, -1, 0.9999, 1, 2], edges))).toEqual([0, 1, 29, 30, 30]);
  });

  it('adapt so that every bin has ⌊m/n⌋ or ⌈m/n⌉ distinct values', () => {
    const values = normals(mulberry32(4), 1003);
    const bins = binIndices(values, adaptiveEdges(values, 30));
    const size = new Map<number, number>();
    bins.forEach((bin) => {
      size.set(bin, (size.get(bin) ?? 0) + 1);
    });
    // The largest value stands on the last edge, alone.
    expect(size.get(31)).toBe(1);
    for (let bin = 1; bin < 30; bin++) expect([33, 34]).toContain(size.get(bin));
  });

  it('see the same bins after a strictly increasing map, fixed edges do not', () => {
    const values = normals(mulberry32(5), 400);
    const mapped = values.map((v) => Math.exp(2 * v) - 3);
    expect(binIndices(mapped, adaptiveEdges(mapped, 12))).toEqual(binIndices(values, adaptiveEdges(values, 12)));
    const range = (all: Float64Array) => linearEdges(Math.min(...all), Math.max(...all), 12);
    expect(binIndices(mapped, range(mapped))).not.toEqual(binIndices(values, range(values)));
  });

  it('count a value seen a thousand times once, and leave the low value its own bin', () => {
    const values = [...new Array(1000).fill(0), 1, 2, 3, 4];
    expect(Array.from(adaptiveEdges(values, 2, 0))).toEqual([0, 1, 3, 4]);
    expect(Array.from(binIndices([0, 1, 2, 3, 4], adaptiveEdges(values, 2, 0)))).toEqual([1, 2, 2, 3, 4]);
    expect(Array.from(adaptiveEdges([0, 0], 30, 0))).toEqual([0]);
    expect(new Set(binIndices([7, 7, 7], adaptiveEdges([7, 7, 7], 5)))).toEqual(new Set([6]));
  });

  it('refuses fewer than two bins, nothing, NaN and an infinite range', () => {
    expect(() => adaptiveEdges([1, 2], 1)).toThrow('count is 1');
    expect(() => linearEdges(0, 1, 1.5)).toThrow(RangeError);
    expect(() => linearEdges(1, 0, 3)).toThrow(RangeError);
    expect(() => adaptiveEdges([], 3)).toThrow(RangeError);
    expect(() => adaptiveEdges([1, Number.NaN], 3)).toThrow(RangeError);
    expect(() => adaptiveEdges([1, Infinity], 3)).toThrow(RangeError);
  });
});
