import { denoise } from '../gaussian-denoiser.ts';
import { method } from '../problem.ts';

/**
 * Wiener filter: the posterior mean as if the noise were everywhere of the average strength.
 *
 * Source   Wiener 1949; with the mean of the noise's standard deviations over the pixels.
 * Solves   x̂ = μ + C (C + σ̄² I)⁻¹ (y − μ) for every image.
 * Cost     O(count · pixels²), once.
 * Rate     one step.
 * Needs    the average strength of the noise.
 * Fails    where the noise is uneven: it smooths the clean half and leaves the noisy one.
 */
export const wiener = method({
  label: 'Wiener, average noise',
  source: 'Wiener 1949',
  precision: 'float64',
  params: {},
  *solve(problem, _, run) {
    const { count, pixels, noisy, noiseSd } = problem;
    const average = noiseSd.reduce((sum, value) => sum + value, 0) / pixels;
    const estimate = new Float64Array(noisy.length);
    for (let i = 0; i < count; i++) denoise(problem, noisy, average ** 2, estimate, i * pixels);
    run.count('multiply-adds', 2 * count * pixels * pixels);
    yield { estimate, variance: null, noiseSd: null };
  },
});
