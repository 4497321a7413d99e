import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../math/random.ts';
import { digitStrokes } from './digit-strokes.ts';
import { decodeDigits8, digitOfClass, enlarge } from './digits8.ts';
import { lineDensity, SOURCE_BUMPS } from './line-densities.ts';
import { circles, gaussians, mixture8, moons, swissRoll } from './planar-clouds.ts';

const sum = (values: Float64Array) => values.reduce((total, v) => total + v, 0);

describe('generators', () => {
  it('make clouds of any size, one point included', () => {
    for (const n of [1, 2, 65]) {
      expect(gaussians(mulberry32(1), n, [0, 0], [1, 0, 0, 1])).toHaveLength(2 * n);
      expect(moons(mulberry32(1), n, 0.05)).toHaveLength(2 * n);
      expect(circles(mulberry32(1), n, 0.5, 0.05)).toHaveLength(2 * n);
      expect(mixture8(mulberry32(1), n, 2, 0.15)).toHaveLength(2 * n);
      expect(swissRoll(mulberry32(1), n, 0.05)).toHaveLength(2 * n);
    }
  });

  it('without noise half of the circles lie on either radius', () => {
    const points = circles(mulberry32(3), 10, 0.5, 0);
    for (let i = 0; i < 10; i++)
      expect(Math.hypot(points[2 * i]!, points[2 * i + 1]!)).toBeCloseTo(i < 5 ? 1 : 0.5, 12);
  });

  it('densities and drawn digits are positive and sum to 1', () => {
    for (const p of [lineDensity(50, SOURCE_BUMPS), digitStrokes(0, 16), digitStrokes(7, 8)]) {
      expect(sum(p)).toBeCloseTo(1, 12);
      expect(Math.min(...p)).toBeGreaterThan(0);
    }
  });
});

describe('digits8.bin', () => {
  const digits = decodeDigits8(readFileSync('public/data/digits8.bin'));

  it('holds the classes and the mean its description states', () => {
    const counts = new Array<number>(10).fill(0);
    for (const label of digits.labels) counts[label]!++;
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    const mean = digits.pixels.reduce((total, v) => total + v, 0) / digits.pixels.length / 16;
    expect(mean).toBeCloseTo(0.30526028624095713, 12);
  });

  it('an image of a class is drawn by a uniform, first and last included', () => {
    const first = digits.labels.indexOf(5);
    expect(Array.from(digitOfClass(digits, 5, 0), (v) => v * 16)).toEqual(
      Array.from(digits.pixels.subarray(first * 64, first * 64 + 64)),
    );
    const last = digits.labels.lastIndexOf(5);
    expect(Array.from(digitOfClass(digits, 5, 1 - 1e-12), (v) => v * 16)).toEqual(
      Array.from(digits.pixels.subarray(last * 64, last * 64 + 64)),
    );
  });

  it('enlarging by one changes nothing, and a linear ramp stays linear between pixel centres', () => {
    const ramp = Float64Array.from({ length: 64 }, (_, k) => k % 8);
    expect(Array.from(enlarge(ramp, 8, 1))).toEqual(Array.from(ramp));
    const large = enlarge(ramp, 8, 4);
    for (let column = 2; column < 30; column++)
      expect(large[5 * 32 + column]!).toBeCloseTo((column + 0.5) / 4 - 0.5, 12);
  });

  it('bytes of another length are refused', () => {
    expect(() => decodeDigits8(new Uint8Array(10))).toThrow(RangeError);
  });
});
