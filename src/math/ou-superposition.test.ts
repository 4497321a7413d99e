import { describe, expect, it } from 'vitest';
import { fractionalCovariance, integratedVariance, typeOneCovariance } from './fractional-brownian.ts';
import { logGamma } from './log-gamma.ts';
import {
  fittedWeights,
  geometricRates,
  hatWeights,
  superpositionCovariance,
  superpositionError,
  superpositionMoments,
} from './ou-superposition.ts';
import { integrateUnit } from './unit-quadrature.ts';

describe('The double exponential rule', () => {
  it('integrates smooth functions and singular ends', () => {
    expect(integrateUnit((x) => x ** 3)).toBeCloseTo(0.25, 13);
    expect(integrateUnit((x) => 1 / Math.sqrt(x))).toBeCloseTo(2, 12);
    expect(integrateUnit(Math.log)).toBeCloseTo(-1, 13);
  });
});

describe('Fractional Brownian motion', () => {
  it('is Brownian motion for H = ½', () => {
    for (const [s, t] of [
      [0.2, 0.7],
      [0.5, 0.5],
      [3, 1],
    ] as const) {
      expect(fractionalCovariance(0.5, s, t)).toBeCloseTo(Math.min(s, t), 12);
      expect(typeOneCovariance(0.5, s, t)).toBeCloseTo(Math.min(s, t), 12);
    }
  });

  it.each([0.1, 0.3, 0.7, 0.9])('scales as t^2H and has the integrated variance in closed form (H = %f)', (H) => {
    expect(fractionalCovariance(H, 0.6, 1.4)).toBeCloseTo(2 ** (2 * H) * fractionalCovariance(H, 0.3, 0.7), 11);
    expect(3 * integrateUnit((x) => fractionalCovariance(H, 3 * x, 3 * x))).toBeCloseTo(integratedVariance(H, 3), 10);
  });

  it('is increasingly that of type I, late, in its increments', () => {
    const [H, lag] = [0.3, 0.5];
    const increment = (t: number) =>
      fractionalCovariance(H, t, t) +
      fractionalCovariance(H, t + lag, t + lag) -
      2 * fractionalCovariance(H, t, t + lag);
    // Mandelbrot & Van Ness's constant: type II has Γ(H+½)⁻² in place of the one that makes the variance 1.
    const scale = Math.exp(logGamma(2 - 2 * H) - Math.log(2 * H) - logGamma(H + 0.5) - logGamma(1.5 - H));
    expect(increment(2000) / (scale * lag ** (2 * H))).toBeCloseTo(1, 3);
  });
});

describe('A sum of Ornstein-Uhlenbeck processes', () => {
  it('has moments against the exact process that are its integrals', () => {
    const [H, T] = [0.35, 1.7];
    const rates = geometricRates(4, 12);
    superpositionMoments(rates, H, T).forEach((value, k) => {
      const kernel = (u: number) => (T - u) * u ** (H - 0.5) * Math.exp(-rates[k]! * u - logGamma(H + 0.5));
      expect(value).toBeCloseTo(T * integrateUnit((x) => kernel(T * x)), 11);
    });
  });

  it('is nowhere nearer than at the fitted weights', () => {
    const [H, T] = [0.3, 1];
    const rates = geometricRates(5, 20);
    const weights = fittedWeights(rates, H, T);
    const best = superpositionError({ rates, weights }, H, T);
    for (let k = 0; k < weights.length; k++)
      for (const move of [-0.1, 0.1]) {
        const moved = weights.slice();
        moved[k]! += move;
        expect(superpositionError({ rates, weights: moved }, H, T)).toBeGreaterThan(best);
      }
    expect(superpositionError({ rates, weights: hatWeights(rates, H) }, H, T)).toBeGreaterThan(best);
  });

  it('has rates from 1/γ_max to γ_max, and the covariance of one process for one weight', () => {
    expect(Array.from(geometricRates(3, 9))).toEqual([1 / 9, 1, 9]);
    expect(Array.from(geometricRates(1, 9))).toEqual([1]);
    const one = { rates: Float64Array.of(2), weights: Float64Array.of(3) };
    expect(superpositionCovariance(one, 0.4, 1)).toBeCloseTo((9 * Math.exp(-1.2) * (1 - Math.exp(-1.6))) / 4, 13);
    const brownian = { rates: Float64Array.of(0), weights: Float64Array.of(1) };
    expect(superpositionCovariance(brownian, 1, 0.4)).toBe(0.4);
  });

  it('converges to the mixture as hat functions are refined', () => {
    const [H, T] = [0.3, 1];
    const error = (K: number, fastest: number) => {
      const rates = geometricRates(K, fastest);
      return superpositionError({ rates, weights: hatWeights(rates, H) }, H, T);
    };
    // Rates beyond the last hold a share of γ_max^−0.2 of the mixture.
    expect(error(400, 1e10)).toBeLessThan(1e-2 * error(5, 20));
    expect(() => hatWeights(geometricRates(5, 20), 0.5)).toThrow(RangeError);
  });

  it('cannot be fitted with the same rate twice', () => {
    expect(() => fittedWeights(Float64Array.of(2, 2), 0.3, 1)).toThrow(RangeError);
  });
});
