import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import { createMixtureDensity, fitDiagonalMixture } from './diagonal-mixture.ts';
import { mulberry32, normals } from './random.ts';

/** Two bumps about (−3, 0) and (3, 1), with standard deviations (1, 0.5) and (0.2, 1); the first holds 300 of 400 points. */
function bumps(): Float64Array {
  const points = normals(mulberry32(5), 800);
  for (let i = 0; i < 400; i++) {
    const first = i < 300;
    points[2 * i] = (first ? -3 : 3) + (first ? 1 : 0.2) * points[2 * i]!;
    points[2 * i + 1] = (first ? 0 : 1) + (first ? 0.5 : 1) * points[2 * i + 1]!;
  }
  return points;
}

describe('A diagonal mixture', () => {
  it('is found again from its points', () => {
    const { weights, means, variances } = finish(fitDiagonalMixture(bumps(), 2, 2, mulberry32(1)));
    const first = means[0]! < 0 ? 0 : 1;
    expect(weights[first]).toBeCloseTo(0.75, 2);
    expect(means[2 * first]).toBeCloseTo(-3, 0);
    expect(means[2 * (1 - first)]).toBeCloseTo(3, 0);
    expect(Math.sqrt(variances[2 * first + 1]!)).toBeCloseTo(0.5, 1);
    expect(Math.sqrt(variances[2 * (1 - first)]!)).toBeCloseTo(0.2, 1);
  });

  it('gains likelihood round after round, and is one Gaussian where one is asked for', () => {
    const points = bumps();
    const likelihood = (rounds: number, count: number) => {
      const density = createMixtureDensity(finish(fitDiagonalMixture(points, 2, count, mulberry32(1), { rounds })));
      let sum = 0;
      for (let i = 0; i < 400; i++) sum += density.logDensity(points.subarray(2 * i, 2 * i + 2));
      return sum;
    };
    const along = [0, 1, 2, 5, 20].map((rounds) => likelihood(rounds, 4));
    for (let k = 1; k < along.length; k++) expect(along[k]!).toBeGreaterThanOrEqual(along[k - 1]! - 1e-9);
    const { means, weights } = finish(fitDiagonalMixture(points, 2, 1, mulberry32(1)));
    const mean = points.filter((_, k) => k % 2 === 0).reduce((sum, value) => sum + value, 0) / 400;
    expect([weights[0]!, means[0]!]).toEqual([expect.closeTo(1, 12), expect.closeTo(mean, 10)]);
  });

  it('has the gradient that differences give, and shares that sum to one', () => {
    const density = createMixtureDensity(finish(fitDiagonalMixture(bumps(), 2, 3, mulberry32(2))));
    const x = Float64Array.of(0.4, 0.7);
    const gradient = new Float64Array(2);
    expect(density.addGradient(x, 1, gradient)).toBeCloseTo(density.logDensity(x), 12);
    for (let k = 0; k < 2; k++) {
      const at = (h: number) => density.logDensity(x.map((value, d) => (d === k ? value + h : value)));
      expect(gradient[k]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6);
    }
    const shares = new Float64Array(3);
    density.shares(x, 0, shares);
    expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
  });

  it('keeps variances above the floor, and takes fewer points than components', () => {
    const same = finish(fitDiagonalMixture(new Float64Array(12).fill(2), 2, 3, mulberry32(1)));
    expect([...same.variances].every((value) => value >= 1e-4)).toBe(true);
    expect(Number.isFinite(createMixtureDensity(same).logDensity(Float64Array.of(2, 2)))).toBe(true);
    expect(finish(fitDiagonalMixture(Float64Array.of(1, 2, 3, 4), 2, 8, mulberry32(1))).weights.length).toBe(2);
  });

  it('sees points far from all components', () => {
    const density = createMixtureDensity(finish(fitDiagonalMixture(bumps(), 2, 2, mulberry32(1))));
    const gradient = new Float64Array(2);
    const log = density.addGradient(Float64Array.of(1e4, -1e4), 1, gradient);
    expect(Number.isFinite(log)).toBe(true);
    expect([...gradient].every(Number.isFinite)).toBe(true);
  });
});
