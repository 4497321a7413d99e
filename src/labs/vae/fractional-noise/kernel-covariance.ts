import { unitQuadrature } from '../../../math/unit-quadrature.ts';
import type { FractionalNoise, SampledPaths } from './problem.ts';

const known = new WeakMap<Float64Array, Float64Array>();

/**
 * Covariance of Σ ω_k Y_k at the problem's times, n × n, from its kernel k̂(u) = Σ ω_k e^(−γ_k u):
 * ∫₀^min k̂(t−u) k̂(s−u) du, interval by interval. The terms are added before they are multiplied, so that weights that
 * are large and alternate in sign do no harm.
 */
export function kernelCovariance({ times, horizon }: FractionalNoise, { rates, weights }: SampledPaths): Float64Array {
  const before = known.get(weights);
  if (before) return before;
  const n = times.length;
  const dt = horizon / n;
  const { nodes, weights: areas } = unitQuadrature;
  const Q = nodes.length;
  const kernel = new Float64Array(n * Q);
  for (let m = 0; m < n; m++)
    for (let q = 0; q < Q; q++) {
      let sum = 0;
      for (let k = 0; k < rates.length; k++) sum += weights[k]! * Math.exp(-rates[k]! * dt * (m + nodes[q]!));
      kernel[m * Q + q] = sum;
    }
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      let sum = i > 0 ? covariance[(i - 1) * n + j - 1]! : 0;
      for (let q = 0; q < Q; q++) sum += dt * areas[q]! * kernel[i * Q + q]! * kernel[j * Q + q]!;
      covariance[i * n + j] = sum;
      covariance[j * n + i] = sum;
    }
  known.set(weights, covariance);
  return covariance;
}
