import { describe, expect, it } from 'vitest';
import { entropicProx } from './entropic-prox.ts';
import { mulberry32, normals } from './random.ts';

const solve = (y: Float64Array, alpha: number) => {
  const x = new Float64Array(y.length);
  entropicProx(y, alpha, x);
  return x;
};
const softmax = (y: Float64Array) => {
  const top = Math.max(...y);
  const e = y.map((value) => Math.exp(value - top));
  return e.map((value) => value / e.reduce((sum, one) => sum + one, 0));
};

describe('The entropic proximal operator', () => {
  it('is the softmax at α = 1', () => {
    const y = normals(mulberry32(1), 5).map((value) => 3 * value);
    const expected = softmax(y);
    solve(y, 1).forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-12);
    });
  });

  it.each([0.05, 0.3, 0.9])('solves its optimality condition with one multiplier for α = %f', (alpha) => {
    const y = normals(mulberry32(2), 6);
    const x = solve(y, alpha);
    expect(x.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    const multipliers = x.map((value, i) => (1 - alpha) * value + alpha * Math.log(value) - y[i]!);
    for (const nu of multipliers) expect(Math.abs(nu - multipliers[0]!)).toBeLessThan(1e-9);
  });

  it('does not care about a shift of y, and bears large ones', () => {
    const y = Float64Array.of(800, 799, -800);
    const x = solve(y, 0.5);
    solve(
      y.map((value) => value - 1234),
      0.5,
    ).forEach((value, i) => {
      expect(Math.abs(value - x[i]!)).toBeLessThan(1e-9);
    });
    expect(x.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('refuses a step outside (0, 1]', () => {
    expect(() => solve(Float64Array.of(1, 2), 0)).toThrow('α must lie in (0, 1], not 0');
  });
});
