import { fittedWeights, geometricRates, hatWeights } from '../../../math/ou-superposition.ts';
import { kernelCovariance } from './kernel-covariance.ts';
import { kernelDistance } from './metrics.ts';
import type { FractionalNoise, SampledPaths } from './problem.ts';
import { variogram } from './variogram.ts';

const DRAWN = 24;
const MOST_TERMS = 10;

export interface BundleSnapshot {
  readonly times: Float64Array;
  readonly paths: readonly Float64Array[];
  /** Standard deviation of fractional Brownian motion. */
  readonly sd: Float64Array;
}

export interface CovarianceSnapshot {
  readonly side: number;
  readonly horizon: number;
  readonly exact: Float64Array;
  readonly approximation: Float64Array;
  readonly sampled: Float64Array;
}

export interface VariogramSnapshot {
  readonly lags: Float64Array;
  readonly exact: Float64Array;
  readonly approximation: Float64Array;
  readonly sampled: Float64Array;
  readonly hurst: number;
}

export interface TermsSnapshot {
  readonly terms: Float64Array;
  /** Mean squared distance with so many processes. */
  readonly optimal: Float64Array;
  /** NaN where the quadrature is not defined. */
  readonly hat: Float64Array;
  readonly now: number;
  readonly nowTerms: number;
  readonly fastest: number;
}

const sampledOf = ({ products, count }: SampledPaths) => products.map((value) => value / count);

export const snapshots = {
  bundle: ({ times, covariance }: FractionalNoise, { latest }: SampledPaths) => {
    const n = times.length;
    const from = (row: ArrayLike<number>) => Float64Array.from([0, ...Array.from(row)]);
    return {
      times: from(times),
      paths: Array.from({ length: Math.min(DRAWN, latest.length / n) }, (_, p) =>
        from(latest.subarray(p * n, (p + 1) * n)),
      ),
      sd: from(times.map((_, i) => Math.sqrt(covariance[i * n + i]!))),
    } satisfies BundleSnapshot;
  },
  covariance: (problem: FractionalNoise, paths: SampledPaths) =>
    ({
      side: problem.times.length,
      horizon: problem.horizon,
      exact: problem.covariance.slice(),
      approximation: kernelCovariance(problem, paths).slice(),
      sampled: sampledOf(paths),
    }) satisfies CovarianceSnapshot,
  variogram: (problem: FractionalNoise, paths: SampledPaths) => {
    const n = problem.times.length;
    return {
      lags: problem.times.slice(0, n >> 1),
      exact: variogram(problem.covariance, n),
      approximation: variogram(kernelCovariance(problem, paths), n),
      sampled: variogram(sampledOf(paths), n),
      hurst: problem.hurst,
    } satisfies VariogramSnapshot;
  },
  terms: (problem: FractionalNoise, paths: SampledPaths) => {
    const { hurst, horizon, fastest } = problem;
    const errors = (weigh: (rates: Float64Array) => Float64Array) =>
      Float64Array.from({ length: MOST_TERMS }, (_, k) => {
        const rates = geometricRates(k + 1, fastest);
        return kernelDistance(problem, { rates, weights: weigh(rates) }).distance / horizon;
      });
    return {
      terms: Float64Array.from({ length: MOST_TERMS }, (_, k) => k + 1),
      optimal: errors((rates) => fittedWeights(rates, hurst, horizon)),
      hat: errors((rates) =>
        hurst < 0.5 && rates.length > 1 ? hatWeights(rates, hurst) : rates.map(() => Number.NaN),
      ),
      now: kernelDistance(problem, paths).distance / horizon,
      nowTerms: paths.rates.length,
      fastest,
    } satisfies TermsSnapshot;
  },
};
