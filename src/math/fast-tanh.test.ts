import { expect, it } from 'vitest';
import { tanhInPlace } from './fast-tanh.ts';

const of = (...z: number[]) => {
  const values = Float64Array.from(z);
  tanhInPlace(values, new Float64Array(z.length), z.length);
  return Array.from(values);
};

it('is the hyperbolic tangent to 1e-14, and exactly ±1 far out', () => {
  const z = Array.from({ length: 40_001 }, (_, k) => (k - 20_000) / 900);
  of(...z).forEach((a, k) => {
    expect(Math.abs(a - Math.tanh(z[k]!))).toBeLessThan(1e-14);
    expect(Math.abs(a)).toBeLessThanOrEqual(1);
  });
  expect(of(0, 25, -25, Infinity, -Infinity)).toEqual([0, 1, -1, 1, -1]);
  expect(of(Number.NaN)).toEqual([Number.NaN]);
});

it('fills the slopes', () => {
  const slopes = new Float64Array(2);
  tanhInPlace(Float64Array.of(0, 1), slopes, 2);
  expect(slopes[0]).toBe(1);
  expect(slopes[1]).toBeCloseTo(1 - Math.tanh(1) ** 2, 13);
});
