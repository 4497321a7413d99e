import { symmetricEigen } from '../../../../math/symmetric-eigen.ts';
import { method } from '../problem.ts';

/**
 * The exact posterior mean, told how strong the noise is at every pixel: nothing that assumes this law of images does better.
 *
 * Source   conjugate Gaussians.
 * Solves   x̂ = μ + C (C + diag σ²)⁻¹ (y − μ) for every image.
 * Cost     O(count · pixels³).
 * Rate     one step.
 * Needs    the true noise map.
 * Fails    where images are not Gaussian, as digits are not: a trained denoiser could do better.
 */
export const oracle = method({
  label: 'Told the noise map',
  source: 'conjugate Gaussians',
  precision: 'float64',
  params: {},
  *solve({ count, pixels, noisy, noiseSd, mean, values, vectors }, _, run) {
    const covariance = new Float64Array(pixels * pixels);
    for (let p = 0; p < pixels; p++)
      for (let q = 0; q < pixels; q++)
        for (let e = 0; e < pixels; e++)
          covariance[p * pixels + q]! += values[e]! * vectors[p * pixels + e]! * vectors[q * pixels + e]!;
    const total = covariance.slice();
    for (let p = 0; p < pixels; p++) total[p * pixels + p]! += noiseSd[p]! ** 2;
    const estimate = new Float64Array(noisy.length);
    const variance = new Float64Array(noisy.length);
    const gain = gainOf(covariance, total, pixels);
    for (let i = 0; i < count; i++)
      for (let p = 0; p < pixels; p++) {
        let sum = mean[p]!;
        let spread = covariance[p * pixels + p]!;
        for (let q = 0; q < pixels; q++) {
          sum += gain[p * pixels + q]! * (noisy[i * pixels + q]! - mean[q]!);
          spread -= gain[p * pixels + q]! * covariance[q * pixels + p]!;
        }
        estimate[i * pixels + p] = sum;
        variance[i * pixels + p] = Math.max(0, spread);
      }
    run.count('multiply-adds', count * pixels * pixels);
    yield { estimate, variance, noiseSd: noiseSd.slice() };
  },
});

/** C T⁻¹, row-major, for a symmetric positive definite T. */
function gainOf(C: Float64Array, T: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(T, size);
  const turned = new Float64Array(size * size);
  for (let p = 0; p < size; p++)
    for (let q = 0; q < size; q++)
      for (let e = 0; e < size; e++) turned[p * size + e]! += (C[p * size + q]! * vectors[q * size + e]!) / values[e]!;
  const gain = new Float64Array(size * size);
  for (let p = 0; p < size; p++)
    for (let q = 0; q < size; q++)
      for (let e = 0; e < size; e++) gain[p * size + q]! += turned[p * size + e]! * vectors[q * size + e]!;
  return gain;
}
