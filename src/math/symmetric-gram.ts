import { gaussianRows } from './gaussian-rows.ts';

/**
 * Gaussian kernels exp(−|x_i − x_j|²/2σ²) of all pairs of points, n × n; points is n × d, row-major. As `gaussianGram` of
 * one set with itself.
 */
export function symmetricGram(points: Float64Array, n: number, d: number, sigma: number): Float64Array {
  if (!(sigma > 0 && Number.isFinite(sigma))) throw new RangeError(`sigma is ${sigma}; it must be positive`);
  if (!(n > 0)) throw new RangeError('points is empty; at least one is needed');
  return gaussianRows(points, n, points, n, d, -1 / (2 * sigma * sigma));
}
