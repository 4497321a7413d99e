import { describe, expect, it } from 'vitest';
import { digamma, logGamma, logUnitBall } from './digamma.ts';

const EULER = 0.5772156649015329;

describe('digamma and log-gamma', () => {
  it('have their closed values', () => {
    expect(digamma(1)).toBeCloseTo(-EULER, 12);
    expect(digamma(0.5)).toBeCloseTo(-EULER - 2 * Math.LN2, 12);
    expect(digamma(10)).toBeCloseTo(7129 / 2520 - EULER, 12);
    expect(digamma(1e-3)).toBeCloseTo(-1000.5755719318103, 9);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 11);
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 11);
    expect(logGamma(100)).toBeCloseTo(359.1342053695754, 9);
  });

  it('satisfy ψ(x + 1) = ψ(x) + 1/x and log Γ(x + 1) = log Γ(x) + log x', () => {
    for (let x = 0.1; x < 30; x += 0.37) {
      expect(digamma(x + 1) - digamma(x) - 1 / x).toBeCloseTo(0, 11);
      expect(logGamma(x + 1) - logGamma(x) - Math.log(x)).toBeCloseTo(0, 11);
    }
  });

  it('give the volumes of segment, disc and ball', () => {
    expect([1, 2, 3].map((d) => Math.exp(logUnitBall(d)))).toEqual([
      expect.closeTo(2, 11),
      expect.closeTo(Math.PI, 11),
      expect.closeTo((4 * Math.PI) / 3, 11),
    ]);
  });

  it('refuse what is not positive', () => {
    for (const x of [0, -1, Number.NaN]) {
      expect(() => digamma(x)).toThrow(RangeError);
      expect(() => logGamma(x)).toThrow(RangeError);
    }
  });
});
