import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from '../../../math/random.ts';
import { denoise } from './gaussian-denoiser.ts';
import { halfNoisy } from './instances.ts';
import { psnr } from './metrics.ts';
import type { Denoising, NoisyImages } from './problem.ts';
import { oracle } from './solvers/oracle.ts';
import { scoreDvi } from './solvers/score-dvi.ts';
import { wiener } from './solvers/wiener.ts';
import { gammaKl, noiseTerm } from './variational-terms.ts';

const assets = { 'digits8.bin': new Uint8Array(readFileSync('public/data/digits8.bin')) };
const make = (left: number, right: number): NoisyImages =>
  halfNoisy.make({ images: 12, left, right }, { seed: 3, assets, data: null });
const run = () => {
  const random = mulberry32(1);
  return { random, noise: random, count: () => undefined, backend: 'cpu' } as const;
};
const first = (solving: unknown): Denoising => {
  for (const one of solving as Iterable<Denoising>) return one;
  throw new Error('no step');
};

describe('The Gaussian denoiser', () => {
  it('leaves an image alone without noise, and gives the mean under endless noise', () => {
    const problem = make(0.1, 0.1);
    const out = new Float64Array(64);
    denoise(problem, problem.noisy, 0, out);
    out.forEach((value, p) => {
      expect(Math.abs(value - problem.noisy[p]!)).toBeLessThan(1e-9);
    });
    denoise(problem, problem.noisy, 1e12, out);
    out.forEach((value, p) => {
      expect(Math.abs(value - problem.mean[p]!)).toBeLessThan(1e-6);
    });
  });
});

describe('Methods told the same', () => {
  it('agree: with even noise the Wiener filter is the exact posterior mean', () => {
    const problem = make(0.2, 0.2);
    const exact = first(oracle.solve(problem, {}, run())).estimate;
    first(wiener.solve(problem, {}, run())).estimate.forEach((value, k) => {
      expect(Math.abs(value - exact[k]!)).toBeLessThan(1e-9);
    });
  });

  it('are ordered: the oracle is nearest to the clean images', () => {
    const problem = make(0.05, 0.35);
    const of = (denoising: Denoising) => psnr(problem.clean, denoising.estimate);
    expect(of(first(oracle.solve(problem, {}, run())))).toBeGreaterThan(of(first(wiener.solve(problem, {}, run()))));
  });
});

describe('ScoreDVI', () => {
  it('is at rest in the mean of the exact posterior when the noise is known', () => {
    // One pixel, x ~ N(0, 0.4²), y = x + 0.2 ε = 0.9: with α/β fixed at 25 the gradient of m is 0 at the posterior mean.
    const [m, variance] = [0.72, 0.032];
    const law = { pixels: 1, mean: Float64Array.of(0), values: Float64Array.of(0.16), vectors: Float64Array.of(1) };
    const noise = normals(mulberry32(2), 20_000);
    let slope = 0;
    let spread = 0;
    const out = new Float64Array(1);
    for (const epsilon of noise) {
      const z = m + Math.sqrt(variance) * epsilon;
      denoise(law, Float64Array.of(z), variance, out);
      const pull = -(out[0]! - z) / variance;
      slope += ((m - 0.9) * 25 + pull) / noise.length;
      spread += (pull * Math.sqrt(variance) * epsilon) / noise.length;
    }
    // Prior smoothed by its own variance: E pull = m/(0.16 + 0.032), a little less than m/0.16.
    expect(Math.abs(slope - (m / 0.192 + (m - 0.9) * 25))).toBeLessThan(0.1);
    expect(Math.abs(spread - variance / 0.192)).toBeLessThan(0.01);
  });

  it('has the gradients of its terms (finite differences)', () => {
    const h = 1e-5;
    const [alpha, beta] = [2.5, 0.03];
    const term = (a: number, b: number) => noiseTerm(0.4, 0.55, 0.02, a, b) + gammaKl(a, b, 1, 0.02);
    const byAlpha = (term(alpha + h, beta) - term(alpha - h, beta)) / (2 * h);
    const byBeta = (term(alpha, beta + h * 0.01) - term(alpha, beta - h * 0.01)) / (2 * h * 0.01);
    // One image with one pixel of data: what the solver adds up for a map of one.
    const square = (0.15 ** 2 + 0.02) / 2;
    const trigamma = Math.PI ** 2 / 2 - 4 - 1 / 1.5 ** 2;
    expect(
      Math.abs(byAlpha - (-trigamma / 2 + square / beta + (alpha - 1) * trigamma + (0.02 - beta) / beta)),
    ).toBeLessThan(1e-6);
    expect(Math.abs(byBeta * beta - (0.5 - (square * alpha) / beta + 1 - (alpha * 0.02) / beta))).toBeLessThan(1e-6);
  });

  it('finds the noisier half', () => {
    const problem = make(0.05, 0.35);
    let last: Denoising | null = null;
    let step = 0;
    const params = { priorWeight: 1, priorRate: 0.02, shared: true, rate: 0.05 };
    for (const one of scoreDvi.solve(problem, params, run()) as Iterable<Denoising>) {
      last = one;
      if (++step === 120) break;
    }
    const half = (left: boolean) =>
      Array.from(last!.noiseSd!)
        .filter((_, p) => p % 8 < 4 === left)
        .reduce((sum, value) => sum + value / 32, 0);
    expect(half(false)).toBeGreaterThan(1.5 * half(true));
  });
});
