import { describe, expect, it } from 'vitest';
import { superpositionCovariance, superpositionError } from '../../../math/ou-superposition.ts';
import { mulberry32 } from '../../../math/random.ts';
import bench from './bench.ts';
import { paths } from './instances.ts';
import { kernelCovariance } from './kernel-covariance.ts';
import { kernelDistance, metrics } from './metrics.ts';
import type { SampledPaths } from './problem.ts';
import { noiseFactor } from './sample-paths.ts';
import { brownian } from './solvers/brownian.ts';
import { hatQuadrature } from './solvers/hat-quadrature.ts';
import { optimalWeights } from './solvers/optimal-weights.ts';
import { roughness, variogram } from './variogram.ts';

const source = { seed: 1, assets: {}, data: null };
const make = (hurst: number, terms = 5, fastest = 20, horizon = 1) =>
  paths.make({ hurst, terms, fastest, horizon }, source);
const run = () => {
  const random = mulberry32(3);
  return { random, noise: random, count: () => undefined, backend: 'cpu' } as const;
};
function pathsAfter(solving: unknown, steps: number): SampledPaths {
  let step = 0;
  for (const one of solving as Iterable<SampledPaths>) if (++step === steps) return one;
  throw new Error('too few steps');
}

describe('The distance from fractional Brownian motion', () => {
  it.each([
    [0.1, 1],
    [0.3, 1],
    [0.5, 2],
    [0.7, 1],
    [0.9, 3],
  ])('is the same from the kernels as from the covariances (H = %f, T = %f)', (hurst, T) => {
    const problem = make(hurst, 4, 15, T);
    const { rates, weights } = pathsAfter(optimalWeights.solve(problem, { batch: 16 }, run()), 1);
    const closed = superpositionError({ rates, weights }, hurst, T);
    expect(Math.abs(kernelDistance(problem, { rates, weights }).distance / T - closed)).toBeLessThan(1e-10);
  });

  it('is least for the optimal weights', () => {
    const problem = make(0.2);
    const of = (method: typeof brownian) =>
      metrics.relativeRms!.measure(problem, pathsAfter(method.solve(problem, { batch: 16 }, run()), 1));
    expect(of(optimalWeights)).toBeLessThan(of(hatQuadrature));
    expect(of(hatQuadrature)).toBeLessThan(of(brownian));
  });
});

describe('Sampled paths', () => {
  it('have noise of the covariance (1 − e^−s dt)/s', () => {
    const rates = Float64Array.of(0.05, 1, 20);
    const L = noiseFactor(rates, 0.1);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += L[i * 3 + k]! * L[j * 3 + k]!;
        const rate = rates[i]! + rates[j]!;
        expect(sum).toBeCloseTo(-Math.expm1(-0.1 * rate) / rate, 13);
      }
  });

  it('have the covariance that the closed form has', () => {
    const problem = make(0.3);
    const one = pathsAfter(optimalWeights.solve(problem, { batch: 16 }, run()), 1);
    const exact = kernelCovariance(problem, one);
    problem.times.forEach((t, j) => {
      expect(Math.abs(exact[10 * 48 + j]! - superpositionCovariance(one, problem.times[10]!, t))).toBeLessThan(1e-9);
    });
  });

  it.each([
    ['optimal', optimalWeights],
    ['hat', hatQuadrature],
    ['Brownian', brownian],
  ] as const)('approach it, for %s weights', (_, method) => {
    const problem = make(0.3);
    const few = pathsAfter(method.solve(problem, { batch: 64 }, run()), 2);
    const early = metrics.covarianceDeviation!.measure(problem, few);
    const many = pathsAfter(method.solve(problem, { batch: 64 }, run()), 200);
    const late = metrics.covarianceDeviation!.measure(problem, many);
    // Relative deviation of a Wishart matrix: about √((1 + (tr C)²/|C|²)/paths), which is below √(3/paths) here.
    expect(late).toBeLessThan(3 * Math.sqrt(3 / 12_800));
    expect(late).toBeLessThan(0.5 * early);
  });

  it('hold where the weights are large and alternate', () => {
    const problem = make(0.7, 10, 20);
    const many = pathsAfter(optimalWeights.solve(problem, { batch: 64 }, run()), 100);
    expect(Math.max(...many.weights.map(Math.abs))).toBeGreaterThan(1e3);
    expect(metrics.covarianceDeviation!.measure(problem, many)).toBeLessThan(0.1);
    expect(metrics.covarianceError!.measure(problem, many)).toBeLessThan(0.01);
  });
});

describe('The variogram', () => {
  it('of Brownian motion is its lag, with slope 1', () => {
    const { times, covariance } = make(0.5);
    const values = variogram(covariance, times.length);
    values.forEach((value, at) => {
      expect(value).toBeCloseTo(times[at]!, 10);
    });
    expect(roughness(values, 8)).toBeCloseTo(0.5, 9);
  });

  it.each([0.2, 0.8])('of fractional Brownian motion has nearly the slope 2H (H = %f)', (hurst) => {
    const { times, covariance } = make(hurst);
    expect(Math.abs(roughness(variogram(covariance, times.length), 8) - hurst)).toBeLessThan(0.05);
  });
});

describe('Hat quadrature', () => {
  it('is refused with a sentence where it is not defined', () => {
    expect(() => bench.check(make(0.7), 'hatQuadrature')).toThrow(/below 0\.5 only/);
    expect(() => bench.check(make(0.3, 1), 'hatQuadrature')).toThrow(/two processes/);
    expect(() => bench.check(make(0.7), 'optimalWeights')).not.toThrow();
  });
});
