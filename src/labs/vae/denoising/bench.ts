import type { Bench } from '../../../engine/bench.ts';
import { halfNoisy } from './instances.ts';
import { metrics, psnr } from './metrics.ts';
import type { Denoising, NoisyImages } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { oracle } from './solvers/oracle.ts';
import { scoreDvi } from './solvers/score-dvi.ts';
import { wiener } from './solvers/wiener.ts';

const value = (number: number): number | null => (Number.isNaN(number) ? null : number);

export default {
  id: 'vae/denoising',
  title: 'Denoising',
  help: 'Take noise of unknown, uneven strength off images, and find out how strong it was where.',
  instances: { halfNoisy },
  methods: { scoreDvi, wiener, oracle },
  metrics,
  snapshots,
  defaultInstance: 'halfNoisy',
  defaultMethod: 'scoreDvi',
  stop: { rule: null, maxSteps: 400 },
  describeProblem: ({ count, clean, noisy }) => ({
    facts: { count, psnrNoisy: psnr(clean, noisy) },
    notes: [`${count} images; as they come they have ${psnr(clean, noisy).toFixed(2)} dB.`],
  }),
  result: (problem, denoising) => ({
    psnr: psnr(problem.clean, denoising.estimate),
    psnrNoisy: psnr(problem.clean, problem.noisy),
    noiseLeft: value(metrics.noiseLeft!.measure(problem, denoising)),
    noiseRight: value(metrics.noiseRight!.measure(problem, denoising)),
    noiseSd: denoising.noiseSd ? Array.from(denoising.noiseSd) : null,
  }),
  resultFields: {
    psnr: 'decibels of the estimate',
    psnrNoisy: 'decibels of the noisy images',
    noiseLeft: 'mean standard deviation found on the left half; null where it is assumed',
    noiseRight: 'the same on the right half',
    noiseSd: 'standard deviation found, by pixel',
  },
} satisfies Bench<NoisyImages, Denoising>;
