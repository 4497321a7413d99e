import { describe, expect, it } from 'vitest';
import { incompleteGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';

describe('log Γ', () => {
  it('is that of factorials and of √π', () => {
    let log = 0;
    for (let n = 1; n < 30; n++) {
      expect(Math.abs(logGamma(n) - log)).toBeLessThan(1e-13 * Math.max(1, log));
      log += Math.log(n);
    }
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14);
  });

  it('keeps its recurrence and its reflection', () => {
    for (const x of [0.03, 0.2, 0.55, 0.97, 1.3, 4.7])
      expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 12);
    for (const x of [0.1, 0.3, 0.45])
      expect(logGamma(x) + logGamma(1 - x)).toBeCloseTo(Math.log(Math.PI / Math.sin(Math.PI * x)), 12);
  });
});

describe('P(a, x)', () => {
  it('is 1 − e^−x for a = 1', () => {
    for (const x of [0, 1e-9, 0.3, 1.9, 2.1, 7, 60])
      expect(Math.abs(incompleteGamma(1, x) + Math.expm1(-x))).toBeLessThan(1e-15);
  });

  it('keeps P(a + 1, x) = P(a, x) − x^a e^−x / Γ(a + 1), across both branches', () => {
    for (const a of [0.55, 0.9, 1.2, 3.4])
      for (const x of [1e-3, 0.5, a + 0.99, a + 1.01, a + 2.01, 12, 200]) {
        const gone = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
        expect(Math.abs(incompleteGamma(a + 1, x) - incompleteGamma(a, x) + gone)).toBeLessThan(1e-14);
      }
  });

  it('rises from 0 to 1, and refuses what it is not defined for', () => {
    let before = 0;
    for (let x = 0.1; x < 12; x += 0.1) {
      const now = incompleteGamma(1.2, x);
      expect(now).toBeGreaterThan(before);
      before = now;
    }
    expect(incompleteGamma(1.2, 1000)).toBe(1);
    expect(() => incompleteGamma(0, 1)).toThrow(RangeError);
    expect(() => incompleteGamma(1, -1)).toThrow(RangeError);
  });
});
