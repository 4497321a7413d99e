import type { Metric } from '../../../engine/bench.ts';
import type { Denoising, NoisyImages } from './problem.ts';

type Measured = Metric<NoisyImages, Denoising>;

/** Peak signal to noise in decibels, grey levels from 0 to 1. */
export function psnr(clean: Float64Array, other: Float64Array): number {
  const error = clean.reduce((sum, value, k) => sum + (value - other[k]!) ** 2, 0) / clean.length;
  return -10 * Math.log10(error);
}

/** Mean estimated standard deviation of the noise on one half of the images. */
function halfSd({ side }: NoisyImages, { noiseSd }: Denoising, half: 'left' | 'right'): number {
  if (noiseSd === null) return Number.NaN;
  const own = Array.from(noiseSd).filter((_, p) => p % side < side / 2 === (half === 'left'));
  return own.reduce((sum, value) => sum + value, 0) / own.length;
}

export const metrics: Readonly<Record<string, Measured>> = {
  psnr: {
    label: 'PSNR',
    unit: 'dB',
    scale: 'linear',
    better: 'higher',
    help: 'Peak signal to noise ratio of the estimate against the clean images.',
    measure: ({ clean }, { estimate }) => psnr(clean, estimate),
  },
  noiseLeft: {
    label: 'Noise found on the left',
    scale: 'linear',
    better: null,
    help: 'Mean standard deviation on the left half.',
    measure: (problem, denoising) => halfSd(problem, denoising, 'left'),
  },
  noiseRight: {
    label: 'Noise found on the right',
    scale: 'linear',
    better: null,
    help: 'Mean standard deviation on the right half.',
    measure: (problem, denoising) => halfSd(problem, denoising, 'right'),
  },
  noiseRatio: {
    label: 'Right over left',
    scale: 'linear',
    better: null,
    help: 'How many times stronger the noise was found to be on the right.',
    measure: (problem, denoising) => halfSd(problem, denoising, 'right') / halfSd(problem, denoising, 'left'),
  },
};
