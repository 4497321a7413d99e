import type { Metric } from '../../../engine/bench.ts';
import { logGamma } from '../../../math/log-gamma.ts';
import { unitQuadrature } from '../../../math/unit-quadrature.ts';
import { kernelCovariance } from './kernel-covariance.ts';
import type { FractionalNoise, SampledPaths } from './problem.ts';
import { roughness, variogram } from './variogram.ts';

type Measured = Metric<FractionalNoise, SampledPaths>;

/** Lags of the variogram over which its slope is taken: a sixth of the interval. */
const LAGS = 8;

/**
 * ∫₀ᵀ (T−u) (k̂(u) − k(u))² du, the integrated mean squared distance from the kernels of both processes, and the same of
 * k alone. In v with u = T v^(1/2H) the kernel k(u) = u^(H−½)/Γ(H+½) is a constant times the root of dv/du.
 */
export function kernelDistance(
  { hurst, horizon }: Pick<FractionalNoise, 'hurst' | 'horizon'>,
  { rates, weights }: Pick<SampledPaths, 'rates' | 'weights'>,
): { distance: number; size: number } {
  const { nodes, rests, weights: areas } = unitQuadrature;
  const power = 1 / (2 * hurst);
  const root = Math.sqrt(horizon * power);
  const exact = root * horizon ** (hurst - 0.5) * Math.exp(-logGamma(hurst + 0.5));
  let distance = 0;
  let size = 0;
  for (let q = 0; q < nodes.length; q++) {
    const u = horizon * nodes[q]! ** power;
    let sum = 0;
    for (let k = 0; k < rates.length; k++) sum += weights[k]! * Math.exp(-rates[k]! * u);
    const near = root * nodes[q]! ** ((power - 1) / 2) * sum;
    // T − u from the distance to the end, which does not cancel.
    const left = -horizon * Math.expm1(power * Math.log1p(-rests[q]!)) * areas[q]!;
    distance += left * (near - exact) ** 2;
    size += left * exact ** 2;
  }
  return { distance, size };
}

function covarianceDeviation(problem: FractionalNoise, paths: SampledPaths): number {
  const expected = kernelCovariance(problem, paths);
  let away = 0;
  let size = 0;
  for (let k = 0; k < expected.length; k++) {
    away += (paths.products[k]! / paths.count - expected[k]!) ** 2;
    size += expected[k]! ** 2;
  }
  return Math.sqrt(away / size);
}

function covarianceError(problem: FractionalNoise, paths: SampledPaths): number {
  const found = kernelCovariance(problem, paths);
  const away = found.reduce((sum, value, k) => sum + (value - problem.covariance[k]!) ** 2, 0);
  return Math.sqrt(away / problem.covariance.reduce((sum, value) => sum + value * value, 0));
}

export const metrics: Readonly<Record<string, Measured>> = {
  relativeRms: {
    label: 'Relative distance',
    scale: 'log',
    better: 'lower',
    help: 'Root of the mean squared distance from fractional Brownian motion over the interval, over that of 0.',
    measure: (problem, paths) => {
      const { distance, size } = kernelDistance(problem, paths);
      return Math.sqrt(distance / size);
    },
  },
  meanSquare: {
    label: 'Mean squared distance',
    scale: 'log',
    better: 'lower',
    help: 'E(B̂_t − B_t)², averaged over the interval.',
    measure: (problem, paths) => kernelDistance(problem, paths).distance / problem.horizon,
  },
  covarianceError: {
    label: 'Error of the covariance',
    scale: 'log',
    better: 'lower',
    help: 'Covariance of the approximation against that of fractional Brownian motion, relative, in the Frobenius norm.',
    measure: covarianceError,
  },
  covarianceDeviation: {
    label: 'Sampled covariance, deviation',
    scale: 'log',
    better: 'lower',
    help: 'Covariance of all paths so far against the exact one of the same approximation, relative, in the Frobenius norm.',
    measure: covarianceDeviation,
  },
  roughness: {
    label: 'Hurst index of the paths',
    scale: 'linear',
    better: null,
    help: `Half the slope of the variogram of the paths so far, both axes logarithmic, over ${LAGS} lags.`,
    measure: ({ times }, { products, count }) => roughness(variogram(products, times.length, 1 / count), LAGS),
  },
};
