import { describe, expect, it } from 'vitest';
import { levelCurves } from './level-curves.ts';

const grid = (columns: number, rows: number, f: (x: number, y: number) => number) =>
  Float64Array.from({ length: columns * rows }, (_, k) => f(k % columns, Math.floor(k / columns)));

describe('Level curves', () => {
  it('are straight and exact where the values are linear', () => {
    const [curve, ...others] = levelCurves(
      grid(6, 5, (x, y) => x + 0.3 * y),
      6,
      5,
      2.5,
    );
    expect(others).toEqual([]);
    curve!.x.forEach((x, i) => {
      expect(x + 0.3 * curve!.y[i]!).toBeCloseTo(2.5, 12);
    });
    expect(Math.abs(curve!.y.at(-1)! - curve!.y[0]!)).toBe(4);
  });

  it('close round a hill', () => {
    const [curve, ...others] = levelCurves(
      grid(21, 21, (x, y) => -((x - 10) ** 2) - (y - 10) ** 2),
      21,
      21,
      -36.5,
    );
    expect(others).toEqual([]);
    expect([curve!.x[0], curve!.y[0]]).toEqual([curve!.x.at(-1), curve!.y.at(-1)]);
    curve!.x.forEach((x, i) => {
      expect(Math.hypot(x - 10, curve!.y[i]! - 10)).toBeCloseTo(6.04, 0);
    });
  });

  it('are two at a saddle, and none where the level is not reached', () => {
    expect(levelCurves([1, 0, 0, 1], 2, 2, 0.5).length).toBe(2);
    expect(levelCurves([1, 0, 0, 1], 2, 2, 2)).toEqual([]);
    expect(levelCurves([1, Number.NaN, 0, 1], 2, 2, 0.5)).toEqual([]);
  });
});
