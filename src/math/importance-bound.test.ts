import { expect, test } from 'vitest';
import { importanceBound } from './importance-bound.ts';
import { linearGaussianBound, linearGaussianEvidence, linearGaussianLogLikelihood } from './linear-gaussian.ts';
import { mulberry32, normals } from './random.ts';

const model = { weights: normals(mulberry32(1), 4 * 2), axes: 2, variance: 0.5 };
const x = Float64Array.of(0.3, -1.2, 0.8, 1.5);
const mean = Float64Array.of(0.2, -0.4);
const logVariance = Float64Array.of(-0.5, -1.5);

/** log p(x, z)/q(z) of so many samples of q. */
function logWeights(count: number, noise: Float64Array): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => {
    const epsilon = noise.subarray(2 * k, 2 * k + 2);
    const z = mean.map((one, a) => one + Math.exp(logVariance[a]! / 2) * epsilon[a]!);
    const ratio = z.reduce((sum, one, a) => sum + 0.5 * (epsilon[a]! ** 2 + logVariance[a]! - one * one), 0);
    return ratio + linearGaussianLogLikelihood(model, x, z);
  });
}

test('ELBO ≤ IWAE_K ≤ IWAE_K′ ≤ log p(x) for K < K′, where log p(x) is known', () => {
  const repeats = 2000;
  const sizes = [1, 4, 16, 64];
  const random = mulberry32(2);
  const means = sizes.map(() => 0);
  for (let r = 0; r < repeats; r++) {
    const all = logWeights(64, normals(random, 128));
    sizes.forEach((size, k) => {
      means[k] = means[k]! + importanceBound(all.subarray(0, size)).bound / repeats;
    });
  }
  const { expectedLogLikelihood, kl } = linearGaussianBound(model, x, mean, logVariance);
  const { logEvidence } = linearGaussianEvidence(model, x);
  expect(Math.abs(means[0]! - (expectedLogLikelihood - kl))).toBeLessThan(0.2);
  for (let k = 1; k < sizes.length; k++) expect(means[k]!).toBeGreaterThan(means[k - 1]!);
  expect(means.at(-1)!).toBeLessThan(logEvidence);
  expect(means.at(-1)!).toBeGreaterThan(logEvidence - 0.2);
});

test('one sample gives its own weight, and equal samples gain nothing', () => {
  expect(importanceBound(Float64Array.of(-998))).toEqual({
    elbo: -998,
    bound: -998,
    weights: Float64Array.of(1),
    effective: 1,
  });
  const equal = importanceBound(new Float64Array(64).fill(-1000));
  expect(equal.bound).toBeCloseTo(-1000, 9);
  expect(equal.effective).toBeCloseTo(64, 9);
});
