import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import { kernelEntropies, kernelInformation, kernelInformationByPoint } from './kernel-entropy.ts';
import { mulberry32, normals } from './random.ts';

const run = (
  points: ArrayLike<number>,
  n: number,
  d: number,
  variance: number,
  labels: Int32Array | null = null,
  c = 0,
) => finish(kernelEntropies(points, n, d, variance, labels, c));

describe('kernel bounds on the entropy of a mixture', () => {
  it('of one point are the entropy of the noise', () => {
    const { upper, lower, noise } = run([3, -1, 2], 1, 3, 0.04);
    expect(noise).toBeCloseTo(1.5 * Math.log(2 * Math.PI * Math.E * 0.04), 12);
    expect(upper.whole).toBeCloseTo(noise, 12);
    expect(lower.whole).toBeCloseTo(noise, 12);
  });

  it('of points far apart are log n above it, and in between the lower one is below', () => {
    const points = Float64Array.from({ length: 20 }, (_, i) => i);
    const apart = run(points, 10, 2, 1e-3);
    for (const bound of [apart.upper, apart.lower]) expect(bound.whole - apart.noise).toBeCloseTo(Math.log(10), 9);
    const cloud = normals(mulberry32(1), 300);
    for (const variance of [1e-5, 1e-2, 0.3, 5]) {
      const { upper, lower, noise } = run(cloud, 100, 3, variance);
      expect(lower.whole).toBeLessThanOrEqual(upper.whole + 1e-12);
      expect(lower.whole).toBeGreaterThanOrEqual(noise - 1e-12);
      expect(upper.whole - noise).toBeLessThanOrEqual(Math.log(100) + 1e-12);
    }
  });

  it('enclose the true entropy of a Gaussian mixture from many points', () => {
    // n draws of N(0, 1) with noise σ² are close to N(0, 1 + σ²).
    const points = normals(mulberry32(2), 1500);
    const { upper, lower } = run(points, 1500, 1, 0.5);
    const truth = 0.5 * Math.log(2 * Math.PI * Math.E * 1.5);
    expect(upper.whole).toBeGreaterThan(truth - 0.05);
    expect(lower.whole).toBeLessThan(truth + 0.05);
  });

  it('give a label that splits the points H(Y), one that does not 0, and the same by any order', () => {
    const points = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 50) + 0.01 * i);
    const labels = Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1));
    const split = run(points, 40, 1, 0.1, labels, 2);
    for (const bound of [split.upper, split.lower]) expect(kernelInformation(bound, labels)).toBeCloseTo(Math.LN2, 9);
    const one = run(points, 40, 1, 0.1, new Int32Array(40), 3);
    expect(kernelInformation(one.upper, new Int32Array(40))).toBeCloseTo(0, 12);
    expect(one.upper.byClass[2]).toBeNaN();
    const turned = run(points.slice().reverse(), 40, 1, 0.1, labels.slice().reverse(), 2);
    expect(turned.upper.whole).toBeCloseTo(split.upper.whole, 12);
  });

  it('give three entropies of pairs in one pass', () => {
    const [x, y] = [normals(mulberry32(4), 80), normals(mulberry32(5), 120)];
    const both = Float64Array.from({ length: 200 }, (_, at) => {
      const [i, c] = [Math.floor(at / 5), at % 5];
      return c < 2 ? x[2 * i + c]! : y[3 * i + c - 2]!;
    });
    for (const bound of ['upper', 'lower'] as const) {
      const whole = (points: Float64Array, d: number) => run(points, 40, d, 1)[bound].whole;
      const terms = finish(kernelInformationByPoint(x, 2, y, 3, 40, bound));
      const mean = terms.reduce((sum, v) => sum + v, 0) / 40;
      expect(mean).toBeCloseTo(whole(x, 2) + whole(y, 3) - whole(both, 5), 10);
    }
  });

  it('takes identical points, and refuses none and a variance that is not positive', () => {
    const same = run(new Float64Array(12).fill(2), 6, 2, 0.1);
    expect(same.upper.whole).toBeCloseTo(same.noise, 12);
    expect(() => run([], 0, 1, 1)).toThrow('points');
    for (const variance of [0, -1, Number.NaN]) expect(() => run([1], 1, 1, variance)).toThrow('variance');
  });
});
