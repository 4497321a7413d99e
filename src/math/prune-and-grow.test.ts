import { describe, expect, it } from 'vitest';
import { exchangeRate, keptAt, pruneAndGrow, randomMask } from './prune-and-grow.ts';
import { mulberry32, normals } from './random.ts';

describe('Dynamic sparse training', () => {
  it('keeps the number of weights, and zeros outside the mask, whatever is exchanged', () => {
    const random = mulberry32(1);
    const mask = randomMask(200, keptAt(0.2, 200), random);
    const weights = normals(random, 200).map((value, i) => value * mask[i]!);
    for (let t = 0; t < 20; t++) {
      const score = normals(random, 200);
      const before = weights.slice();
      const { dropped, grown } = pruneAndGrow(
        weights,
        mask,
        (i) => Math.abs(before[i]!),
        (i) => Math.abs(score[i]!),
        Math.ceil(exchangeRate(t / 20) * 40),
      );
      expect(mask.reduce((sum, one) => sum + one, 0)).toBe(40);
      expect(dropped.length).toBe(grown.length);
      weights.forEach((value, i) => {
        if (mask[i] === 0) expect(Math.abs(value)).toBe(0);
      });
      for (const i of grown) weights[i] = score[i]!;
    }
  });

  it('never drops what is fixed, and does nothing where all is', () => {
    const mask = Uint8Array.of(1, 1, 0, 0);
    const weights = Float64Array.of(0.1, 5, 0, 0);
    const growth = (i: number) => i;
    const size = (i: number) => Math.abs(weights[i]!);
    expect(pruneAndGrow(weights, mask, size, growth, 1, Uint8Array.of(1, 0, 0, 0))).toEqual({
      dropped: [1],
      grown: [3],
    });
    expect(pruneAndGrow(weights, mask, size, growth, 3, Uint8Array.of(1, 1, 1, 1))).toEqual({ dropped: [], grown: [] });
    expect([...weights]).toEqual([0.1, 0, 0, 0]);
  });

  it('counts what a density keeps as the field does', () => {
    expect([keptAt(0.1, 1000), keptAt(0.01, 64 * 128), keptAt(1, 7)]).toEqual([100, 82, 7]);
    expect(() => keptAt(0, 10)).toThrow('(0, 1]');
  });

  it('exchanges half at first and next to nothing at the end', () => {
    expect(exchangeRate(0)).toBeCloseTo(0.5, 12);
    expect(exchangeRate(1)).toBeCloseTo(0.005, 12);
    expect(exchangeRate(0.5)).toBeCloseTo(0.2525, 12);
  });
});
