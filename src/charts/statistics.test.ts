import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powerLaw, quantile, smooth } from './statistics.ts';

const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('A quantile', () => {
  it('is linear between order statistics, whatever the order given', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 0], 0.25)).toBe(2.5);
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([7], 0.9)).toBe(7);
  });

  it('is the least value at 0 and the greatest at 1, and grows in between', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          expect(quantile(values, 0)).toBe(Math.min(...values));
          expect(quantile(values, 1)).toBe(Math.max(...values));
          // Interpolation rounds to a few units in the last place of numbers below 1e9.
          expect(quantile(values, Math.min(p, q))).toBeLessThanOrEqual(quantile(values, Math.max(p, q)) + 1e-6);
        },
      ),
    );
  });

  it('leaves its values in their order and does not exist for none', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('Smoothing', () => {
  it('with weight 0 returns the values', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        // −0 + 0 is 0.
        expect(Array.from(smooth(values, 0), (value) => value + 0)).toEqual(values.map((value) => value + 0));
      }),
    );
  });

  it('leaves a constant as it is from the first value on', () => {
    // Sum and mass are rounded alike; their quotient is off by an ulp or two.
    for (const value of smooth(new Array(50).fill(3.7), 0.9)) expect(Math.abs(value - 3.7)).toBeLessThan(1e-14);
  });

  it('is the weighted mean of all values so far', () => {
    const [first, second, third] = smooth([1, 2, 4], 0.5);
    expect(first).toBe(1);
    expect(second).toBeCloseTo((0.5 * 1 + 1 * 2) / 1.5, 14);
    expect(third).toBeCloseTo((0.25 * 1 + 0.5 * 2 + 1 * 4) / 1.75, 14);
  });

  it('passes over what is not finite and keeps it in its place', () => {
    const smoothed = smooth([Number.NaN, 1, Number.POSITIVE_INFINITY, 1, Number.NaN, 1], 0.8);
    expect(Array.from(smoothed)).toEqual([Number.NaN, 1, Number.POSITIVE_INFINITY, 1, Number.NaN, 1]);
  });

  it('stays between the least and the greatest value so far', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 0.99, noNaN: true }), (values, weight) => {
        const smoothed = smooth(values, weight);
        values.forEach((_, k) => {
          const seen = values.slice(0, k + 1);
          // A relative rounding of 1e-16 a term.
          expect(smoothed[k]).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-5);
          expect(smoothed[k]).toBeLessThanOrEqual(Math.max(...seen) + 1e-5);
        });
      }),
    );
  });
});

describe('A power law', () => {
  it('is found again, whatever lies off the axes', () => {
    const points = [1, 4, 50, 1000].map((x) => ({ x, y: 0.3 * x ** 1.7 }));
    const { c, p } = powerLaw([...points, { x: 0, y: 5 }, { x: 3, y: Number.NaN }, { x: 3, y: -1 }]);
    expect(c).toBeCloseTo(0.3, 12);
    expect(p).toBeCloseTo(1.7, 12);
  });

  it('is the middle way between points that lie off it', () => {
    const { p } = powerLaw([
      { x: 1, y: 1 },
      { x: 10, y: 1000 },
      { x: 100, y: 10_000 },
    ]);
    expect(p).toBeCloseTo(2, 12);
  });

  it('needs two places', () => {
    expect(powerLaw([{ x: 2, y: 3 }]).p).toBeNaN();
    expect(powerLaw([]).p).toBeNaN();
  });
});
