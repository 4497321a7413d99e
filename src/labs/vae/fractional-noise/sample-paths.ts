import type { RunContext } from '../../../engine/bench.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import { unitQuadrature } from '../../../math/unit-quadrature.ts';
import { integer } from '../../../params/descriptor.ts';
import type { FractionalNoise, SampledPaths } from './problem.ts';

export const batch = integer({
  label: 'Paths a step',
  min: 16,
  max: 512,
  default: 64,
  scale: 'log',
  help: 'All paths so far are kept in the sampled covariance.',
});

/**
 * Factor L, K × K, of the noise of all processes over a time dt: L Lᵀ_ij = ∫₀^dt e^(−(γ_i+γ_j)u) du. Found by modified
 * Gram–Schmidt on the exponentials themselves, because the matrix is singular to rounding where rates are close.
 */
export function noiseFactor(rates: Float64Array, dt: number): Float64Array {
  const { nodes, weights } = unitQuadrature;
  const K = rates.length;
  const rows = Array.from(rates, (rate) => nodes.map((x, q) => Math.sqrt(weights[q]! * dt) * Math.exp(-rate * x * dt)));
  const L = new Float64Array(K * K);
  for (let k = 0; k < K; k++) {
    const length = Math.sqrt(rows[k]!.reduce((sum, value) => sum + value * value, 0));
    L[k * K + k] = length;
    if (length === 0) continue;
    const unit = rows[k]!.map((value) => value / length);
    for (let i = k + 1; i < K; i++) {
      const share = rows[i]!.reduce((sum, value, q) => sum + value * unit[q]!, 0);
      L[i * K + k] = share;
      rows[i] = rows[i]!.map((value, q) => value - share * unit[q]!);
    }
  }
  return L;
}

/** Batches of paths of Σ ω_k Y_k at the problem's times, without error of discretisation, for ever. */
export function* samplePaths(
  { times, horizon }: FractionalNoise,
  rates: Float64Array,
  weights: Float64Array,
  size: number,
  run: RunContext,
): Generator<SampledPaths> {
  const K = rates.length;
  const n = times.length;
  const dt = horizon / n;
  const L = noiseFactor(rates, dt);
  const kept = rates.map((rate) => Math.exp(-rate * dt));
  const noise = new Float64Array(K);
  const state = new Float64Array(K);
  const latest = new Float64Array(size * n);
  const products = new Float64Array(n * n);
  let count = 0;
  for (;;) {
    for (let p = 0; p < size; p++) {
      state.fill(0);
      const path = latest.subarray(p * n, (p + 1) * n);
      for (let i = 0; i < n; i++) {
        fillNormals(run.noise, noise);
        let sum = 0;
        for (let k = 0; k < K; k++) {
          let moved = kept[k]! * state[k]!;
          for (let j = 0; j <= k; j++) moved += L[k * K + j]! * noise[j]!;
          state[k] = moved;
          sum += weights[k]! * moved;
        }
        path[i] = sum;
      }
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) products[i * n + j]! += path[i]! * path[j]!;
    }
    count += size;
    run.count('multiply-adds', size * n * (n + (K * (K + 5)) / 2));
    yield { rates, weights, latest, products, count };
  }
}
