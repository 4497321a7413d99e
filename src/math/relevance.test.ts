import { expect, test } from 'vitest';
import { ardPrior, studentLogDensity } from './ard-prior.ts';
import { gaussianKl } from './gaussian-kl.ts';
import { mulberry32, normals } from './random.ts';
import { cumulativePercent, relevanceOf, relevantCount } from './relevance.ts';

const [codes, outputs, axes] = [3, 5, 4];
const jacobians = normals(mulberry32(1), codes * outputs * axes);
const z = normals(mulberry32(2), 20 * axes);

test('scaling an axis leaves its KL and, where the decoder makes up for it, its relevance', () => {
  const factor = [2, 0.1, 1, 7];
  const scaled = z.map((one, k) => one * factor[k % axes]!);
  const flatter = jacobians.map((one, k) => one / factor[k % axes]!);
  const [own, other] = [ardPrior(z, axes).variance, ardPrior(scaled, axes).variance];
  const before = relevanceOf(jacobians, codes, outputs, own);
  const after = relevanceOf(flatter, codes, outputs, other);
  for (let l = 0; l < axes; l++) {
    expect(after[l]).toBeCloseTo(before[l]!, 9);
    const log = 2 * Math.log(factor[l]!);
    const kl = gaussianKl(0.3 * factor[l]!, -1 + log, 0, Math.log(other[l]!));
    expect(kl).toBeCloseTo(gaussianKl(0.3, -1, 0, Math.log(own[l]!)), 9);
  }
});

test('permuting the axes permutes variances and relevances', () => {
  const turn = [2, 0, 3, 1];
  const permuted = (values: Float64Array) =>
    values.map((_, k) => values[Math.floor(k / axes) * axes + turn[k % axes]!]!);
  const own = ardPrior(z, axes).variance;
  const other = ardPrior(permuted(z), axes).variance;
  const before = relevanceOf(jacobians, codes, outputs, own);
  const after = relevanceOf(permuted(jacobians), codes, outputs, other);
  turn.forEach((from, to) => {
    expect(other[to]).toBeCloseTo(own[from]!, 12);
    expect(after[to]).toBeCloseTo(before[from]!, 12);
  });
});

test('no codes are refused, and codes of zeros give the least variance and not 0', () => {
  expect(() => ardPrior([], axes)).toThrow(RangeError);
  expect([...ardPrior(new Float64Array(8), axes).variance]).toEqual([1e-8, 1e-8, 1e-8, 1e-8]);
});

test('the predictive prior becomes a Gaussian as codes grow in number', () => {
  const gaussian = (one: number, v: number) => -0.5 * (Math.log(2 * Math.PI * v) + (one * one) / v);
  const gap = (count: number) => Math.abs(studentLogDensity(1.3, 0.7, count) - gaussian(1.3, 0.7));
  expect(gap(100)).toBeLessThan(gap(10));
  expect(gap(512)).toBeLessThan(2e-3);
});

test('counts the values that exceed a share', () => {
  expect(cumulativePercent([1, 6, 3])).toEqual([60, 90, 100]);
  expect([59, 60, 90, 99, 100].map((percent) => relevantCount([1, 6, 3], percent))).toEqual([1, 2, 3, 3, 3]);
});
