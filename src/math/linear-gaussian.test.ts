import { expect, test } from 'vitest';
import { linearGaussianBound, linearGaussianEvidence } from './linear-gaussian.ts';

test('in one dimension the evidence is a Gaussian density, and the posterior the textbook one', () => {
  const model = { weights: Float64Array.of(2), axes: 1, variance: 0.5 };
  const { logEvidence, mean, covariance } = linearGaussianEvidence(model, Float64Array.of(1.5));
  const total = 2 * 2 + 0.5;
  expect(logEvidence).toBeCloseTo(-0.5 * (Math.log(2 * Math.PI * total) + 1.5 ** 2 / total), 12);
  expect(covariance[0]).toBeCloseTo(1 / (1 + 4 / 0.5), 12);
  expect(mean[0]).toBeCloseTo((1.5 * 2) / total, 12);
});

test('the bound is the evidence where q is the posterior', () => {
  const model = { weights: Float64Array.of(2), axes: 1, variance: 0.5 };
  const x = Float64Array.of(1.5);
  const { logEvidence, mean, covariance } = linearGaussianEvidence(model, x);
  const { expectedLogLikelihood, kl } = linearGaussianBound(model, x, mean, covariance.map(Math.log));
  expect(expectedLogLikelihood - kl).toBeCloseTo(logEvidence, 12);
});
