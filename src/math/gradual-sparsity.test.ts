import { expect, test } from 'vitest';
import { gradualSparsity } from './gradual-sparsity.ts';

test('sparsity is 0 before the schedule, its last value after it, and never falls between', () => {
  expect(gradualSparsity(10, 0.9, 20, 80)).toBe(0);
  expect(gradualSparsity(20, 0.9, 20, 80)).toBe(0);
  expect(gradualSparsity(80, 0.9, 20, 80)).toBe(0.9);
  expect(gradualSparsity(500, 0.9, 20, 80)).toBe(0.9);
  // Half of the way, an eighth is left to cut.
  expect(gradualSparsity(50, 0.8, 20, 80)).toBeCloseTo(0.7, 12);
  for (let step = 21; step < 80; step++)
    expect(gradualSparsity(step, 0.9, 20, 80)).toBeGreaterThan(gradualSparsity(step - 1, 0.9, 20, 80));
});
