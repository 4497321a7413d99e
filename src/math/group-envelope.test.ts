import { describe, expect, it } from 'vitest';
import { groupEnvelope, groupEnvelopeProx } from './group-envelope.ts';
import { mulberry32, normals } from './random.ts';

const norms = normals(mulberry32(3), 9).map(Math.abs);
const objective = (z: Float64Array, v: Float64Array, k: number, lambda: number) =>
  0.5 * z.reduce((sum, value, g) => sum + (value - v[g]!) ** 2, 0) + lambda * groupEnvelope(z.map(Math.abs), k);

describe('The group envelope', () => {
  it('is half the squared sum of norms for k = 1, and half the squared norm for k = groups', () => {
    const sum = norms.reduce((a, b) => a + b, 0);
    expect(groupEnvelope(norms, 1)).toBeCloseTo(0.5 * sum * sum, 9);
    expect(groupEnvelope(norms, 9)).toBeCloseTo(0.5 * norms.reduce((a, b) => a + b * b, 0), 12);
  });

  it('is half the squared norm where at most k groups are not zero', () => {
    const few = Float64Array.of(0, 3, 0, 4, 0);
    expect(groupEnvelope(few, 2)).toBe(12.5);
    expect(groupEnvelope(few, 4)).toBe(12.5);
    expect(groupEnvelope(new Float64Array(4), 2)).toBe(0);
  });
});

describe('Its proximal map', () => {
  it.each([1, 3, 5])('spends the whole budget of %i and is the least of its objective', (k) => {
    const { shares, factors } = groupEnvelopeProx(norms, k, 0.4);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(k, 9);
    const z = norms.map((norm, g) => norm * factors[g]!);
    const best = objective(z, norms, k, 0.4);
    for (let g = 0; g < 9; g++)
      for (const by of [-1e-3, 1e-3]) {
        const other = z.slice();
        other[g] = other[g]! + by;
        expect(objective(other, norms, k, 0.4)).toBeGreaterThan(best - 1e-12);
      }
  });

  it('does not expand distances', () => {
    const random = mulberry32(8);
    for (let t = 0; t < 20; t++) {
      const [a, b] = [normals(random, 6), normals(random, 6)];
      const image = (v: Float64Array) => {
        const { factors } = groupEnvelopeProx(v.map(Math.abs), 2, 0.7);
        return v.map((value, g) => value * factors[g]!);
      };
      const apart = (x: Float64Array, y: Float64Array) => Math.hypot(...x.map((value, g) => value - y[g]!));
      expect(apart(image(a), image(b))).toBeLessThanOrEqual(apart(a, b) + 1e-9);
    }
  });

  it('leaves everything for λ = 0 and shrinks evenly for k = groups', () => {
    expect([...groupEnvelopeProx(norms, 3, 0).factors]).toEqual(Array(9).fill(1));
    for (const factor of groupEnvelopeProx(norms, 9, 0.5).factors) expect(factor).toBeCloseTo(1 / 1.5, 12);
  });

  it('refuses budgets outside 1 … groups and negative weights', () => {
    expect(() => groupEnvelope(norms, 0)).toThrow('from 1 to');
    expect(() => groupEnvelopeProx(norms, 10, 1)).toThrow('from 1 to');
    expect(() => groupEnvelopeProx(norms, 2, -1)).toThrow('0 or more');
  });
});
