import { describe, expect, it } from 'vitest';
import { geluInPlace } from './gelu.ts';
import { normalTail } from './normal-tail.ts';

const points = Float64Array.from({ length: 2501 }, (_, k) => -6 + (12 * k) / 2500);
const at = (z: Float64Array) => {
  const values = z.slice();
  const slopes = new Float64Array(z.length);
  geluInPlace(values, slopes, z.length);
  return { values, slopes };
};

describe('The Gaussian error linear unit', () => {
  it('is z Φ(z) to 5e-4', () => {
    at(points).values.forEach((value, k) => {
      expect(Math.abs(value - points[k]! * normalTail(-points[k]!))).toBeLessThan(5e-4);
    });
  });

  it('has the slopes that differences have', () => {
    const h = 1e-5;
    const [high, low] = [at(points.map((z) => z + h)).values, at(points.map((z) => z - h)).values];
    at(points).slopes.forEach((slope, k) => {
      expect(slope).toBeCloseTo((high[k]! - low[k]!) / (2 * h), 8);
    });
  });

  it('is z or 0 far out, and leaves what lies beyond the count', () => {
    const values = Float64Array.of(100, -100, 0, 7);
    geluInPlace(values, new Float64Array(4), 3);
    expect(Array.from(values, Math.abs)).toEqual([100, 0, 0, 7]);
  });
});
