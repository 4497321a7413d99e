import { describe, expect, it } from 'vitest';
import { nuclearNorm } from './nuclear-norm.ts';
import { mulberry32, normals } from './random.ts';

describe('The nuclear norm', () => {
  it('of a diagonal matrix is the sum of the absolute values, and its gradient their signs', () => {
    const { value, gradient } = nuclearNorm(Float64Array.of(3, 0, 0, -4), 2, 2);
    expect(value).toBeCloseTo(7, 12);
    [1, 0, 0, -1].forEach((expected, k) => {
      expect(gradient[k]).toBeCloseTo(expected, 12);
    });
  });

  it.each([
    [5, 3],
    [3, 5],
  ])('has the gradient that differences give, %i × %i', (rows, columns) => {
    const A = normals(mulberry32(2), rows * columns);
    const { gradient } = nuclearNorm(A, rows, columns);
    A.forEach((value, k) => {
      const moved = (by: number) => nuclearNorm(A.with(k, value + by), rows, columns).value;
      expect(gradient[k]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
    });
  });

  it('is finite, with a finite gradient, at a singular matrix', () => {
    const { value, gradient } = nuclearNorm(new Float64Array(6).fill(1), 3, 2);
    expect(value).toBeCloseTo(Math.sqrt(6), 10);
    expect(gradient.every(Number.isFinite)).toBe(true);
  });
});
