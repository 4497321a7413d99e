import { expect, it } from 'vitest';
import { fillLogNormalTail, inverseMills, logNormalTail } from './log-normal-tail.ts';

it('is finite and right far into both tails', () => {
  expect(logNormalTail(40)).toBeCloseTo(-804.608442014, 8);
  expect(logNormalTail(10)).toBeCloseTo(-53.2312851505, 9);
  expect(logNormalTail(0)).toBeCloseTo(-Math.LN2, 14);
  expect(logNormalTail(-5)).toBeCloseTo(-2.86651612964e-7, 16);
  expect(logNormalTail(1e4)).toBeCloseTo(-5e7 - 0.5 * Math.log(2 * Math.PI) - Math.log(1e4), 4);
  expect(logNormalTail(-60)).toBeCloseTo(0, 15);
});

it('has −φ/Q as its slope', () => {
  for (const t of [-6, -1.2, 0, 2, 3.9, 4.1, 12]) {
    const h = 1e-5;
    const slope = (logNormalTail(t + h) - logNormalTail(t - h)) / (2 * h);
    expect(slope).toBeCloseTo(-inverseMills(t), 5);
  }
});

it('is met by its table', () => {
  const t = Float64Array.from({ length: 3000 }, (_, k) => -45 + k * 0.0371);
  const [logs, mills] = [new Float64Array(t.length), new Float64Array(t.length)];
  fillLogNormalTail(t, logs, mills);
  t.forEach((x, k) => {
    expect(Math.abs(logs[k]! - logNormalTail(x))).toBeLessThan(2e-9);
    expect(Math.abs(mills[k]! - inverseMills(x))).toBeLessThan(2e-9);
  });
});
