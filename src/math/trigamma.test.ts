import { describe, expect, it } from 'vitest';
import { digamma } from './digamma.ts';
import { trigamma } from './trigamma.ts';

describe('trigamma', () => {
  it('has the known values at 1 and one half', () => {
    expect(Math.abs(trigamma(1) - Math.PI ** 2 / 6)).toBeLessThan(1e-13);
    expect(Math.abs(trigamma(0.5) - Math.PI ** 2 / 2)).toBeLessThan(1e-12);
  });

  it.each([0.3, 1.7, 9.9, 10.1, 250])('is the slope of digamma at %f', (x) => {
    const h = 1e-4 * x;
    const slope = (digamma(x + h) - digamma(x - h)) / (2 * h);
    expect(Math.abs(trigamma(x) / slope - 1)).toBeLessThan(1e-6);
  });

  it('does not exist at 0 and below', () => {
    expect([trigamma(0), trigamma(-1)]).toEqual([Number.NaN, Number.NaN]);
  });
});
