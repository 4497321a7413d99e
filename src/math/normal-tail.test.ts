import { expect, it } from 'vitest';
import { normalTail } from './normal-tail.ts';

it('The normal tail agrees with tabulated values on both sides of its two branches', () => {
  expect(normalTail(0)).toBe(0.5);
  expect(normalTail(1)).toBeCloseTo(0.158655253931457, 14);
  expect(normalTail(-1.96)).toBeCloseTo(0.97500210485178, 14);
  expect(normalTail(5) / 2.866515718791939e-7).toBeCloseTo(1, 9);
  expect(normalTail(4.9999999) / normalTail(5.0000001)).toBeCloseTo(1, 5);
  expect(normalTail(10) / 7.61985302416053e-24).toBeCloseTo(1, 9);
  expect(normalTail(Number.POSITIVE_INFINITY)).toBe(0);
  expect(normalTail(Number.NaN)).toBeNaN();
});
