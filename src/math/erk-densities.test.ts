import { expect, it } from 'vitest';
import { erkDensities } from './erk-densities.ts';

const shapes = [
  [64, 100],
  [100, 100],
  [100, 10],
] as const;

it.each([0.02, 0.1, 0.5, 1])('Layers keep the budget together at density %f, none above 1', (density) => {
  const densities = erkDensities(shapes, density);
  const kept = shapes.reduce((sum, [n, m], l) => sum + densities[l]! * n * m, 0);
  expect(kept).toBeCloseTo(density * 17_400, 6);
  expect(Math.max(...densities)).toBeLessThanOrEqual(1 + 1e-12);
});

it('A density outside (0, 1] is refused', () => {
  expect(() => erkDensities(shapes, 0)).toThrow('(0, 1]');
  expect(() => erkDensities(shapes, 1.5)).toThrow('(0, 1]');
});
