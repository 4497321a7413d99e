import { fillNormals } from '../../../../math/fill-normals.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { trigamma } from '../../../../math/trigamma.ts';
import { number, toggle } from '../../../../params/descriptor.ts';
import { denoise } from '../gaussian-denoiser.ts';
import { method, type NoisyImages } from '../problem.ts';

const SMALLEST = Math.log(1e-8);
const LARGEST = Math.log(1e4);
/** What the output keeps of its last value. */
const INERTIA = 0.9;

const params = {
  priorWeight: number({
    label: 'Weight of the image prior',
    symbol: 'λ',
    min: 0.25,
    max: 2,
    default: 1,
    help: 'Below 1 the noise is fitted as well.',
  }),
  priorRate: number({
    label: 'Rate of the noise prior',
    symbol: 'β₀',
    min: 1e-3,
    max: 0.2,
    default: 0.02,
    scale: 'log',
    help: 'Of Gamma(1, β₀), the prior of a precision.',
  }),
  shared: toggle({
    label: 'One noise map for all images',
    default: true,
    help: 'Off: each pixel of each image has a precision of its own.',
  }),
  rate: number({ label: 'Learning rate', min: 1e-3, max: 0.1, default: 0.02, scale: 'log' }),
};

/**
 * Variational denoising with the score of a denoiser as prior: a Gaussian posterior of every pixel, a Gamma posterior of
 * the noise's precision, and gradients from D(z) − z at samples of the posterior.
 *
 * Source   Cheng, Liu & Tan 2023, ICCV, sections 3.1 to 3.3.
 * Solves   min E[−log p(y|x, φ)] + λ KL_x + KL(q(φ) ‖ Gamma(1, β₀)) in m, log s², log α, log β.
 * Cost     O(count · pixels²) a step: one denoising of one sample of every image.
 * Rate     Adam with a constant rate; some 400 steps.
 * Needs    a denoiser at every noise level; here the exact one of a Gaussian law of images.
 * Fails    where each precision sees one noisy pixel only: noise and image cannot be told apart.
 * Departs  by free parameters in place of networks fed with y, one noise component in place of three, and the Gaussian
 *          denoiser in place of a trained one.
 */
export const scoreDvi = method({
  label: 'ScoreDVI',
  source: 'Cheng, Liu & Tan 2023, ICCV',
  precision: 'float64',
  params,
  *solve(problem, given, run) {
    const { shared } = given;
    const { count, pixels, noisy } = problem;
    const size = count * pixels;
    const maps = shared ? 1 : count;
    const m = noisy.slice();
    const logVariance = new Float64Array(size).fill(Math.log(0.02));
    const logAlpha = new Float64Array(maps * pixels).fill(0.5);
    const logBeta = new Float64Array(maps * pixels).fill(Math.log(0.03));
    const slopes = [m, logVariance, logAlpha, logBeta].map((one) => new Float64Array(one.length));
    const [dm, dLogVariance, dLogAlpha, dLogBeta] = slopes as [Float64Array, Float64Array, Float64Array, Float64Array];
    const adam = createOptimiser('adam', [m, logVariance, logAlpha, logBeta]);
    const noise = new Float64Array(size);
    const z = new Float64Array(size);
    const denoised = new Float64Array(size);
    const estimate = noisy.slice();
    for (;;) {
      const { priorWeight, priorRate, rate } = given;
      fillNormals(run.noise, noise);
      for (let k = 0; k < size; k++) z[k] = m[k]! + Math.exp(logVariance[k]! / 2) * noise[k]!;
      dLogAlpha.fill(0);
      dLogBeta.fill(0);
      for (let i = 0; i < count; i++) {
        // The prior's score is that of the prior smoothed at the posterior's own variance, held fixed.
        let smoothing = 0;
        for (let k = i * pixels; k < (i + 1) * pixels; k++) smoothing += Math.exp(logVariance[k]!) / pixels;
        denoise(problem, z, smoothing, denoised, i * pixels);
        for (let p = 0; p < pixels; p++) {
          const k = i * pixels + p;
          const map = shared ? p : k;
          const [alpha, beta] = [Math.exp(logAlpha[map]!), Math.exp(logBeta[map]!)];
          const variance = Math.exp(logVariance[k]!);
          const pull = (-priorWeight * (denoised[k]! - z[k]!)) / smoothing;
          dm[k] = ((m[k]! - noisy[k]!) * alpha) / beta + pull;
          dLogVariance[k] =
            (variance * alpha) / (2 * beta) - priorWeight / 2 + (pull * Math.sqrt(variance) * noise[k]!) / 2;
          const square = ((m[k]! - noisy[k]!) ** 2 + variance) / 2;
          dLogAlpha[map]! += (-trigamma(alpha) / 2 + square / beta) * alpha;
          dLogBeta[map]! += 1 / 2 - (square * alpha) / beta;
        }
      }
      for (let map = 0; map < maps * pixels; map++) {
        const [alpha, beta] = [Math.exp(logAlpha[map]!), Math.exp(logBeta[map]!)];
        dLogAlpha[map]! += ((alpha - 1) * trigamma(alpha) + (priorRate - beta) / beta) * alpha;
        dLogBeta[map]! += 1 - (alpha * priorRate) / beta;
      }
      adam.step(slopes, rate);
      clamp(logAlpha);
      clamp(logBeta);
      for (let k = 0; k < size; k++) estimate[k] = INERTIA * estimate[k]! + (1 - INERTIA) * m[k]!;
      run.count('multiply-adds', 2 * count * pixels * pixels);
      yield {
        estimate,
        variance: logVariance.map(Math.exp),
        noiseSd: noiseMap(problem, logAlpha, logBeta, maps),
      };
    }
  },
});

function clamp(values: Float64Array): void {
  for (let k = 0; k < values.length; k++) values[k] = Math.min(LARGEST, Math.max(SMALLEST, values[k]!));
}

/** √(β/α) by pixel, averaged over the images that have a map of their own. */
function noiseMap({ pixels }: NoisyImages, logAlpha: Float64Array, logBeta: Float64Array, maps: number): Float64Array {
  const sds = new Float64Array(pixels);
  for (let k = 0; k < maps * pixels; k++) sds[k % pixels]! += Math.exp((logBeta[k]! - logAlpha[k]!) / 2) / maps;
  return sds;
}
