/**
 * Gaussian kernels exp(−|x_i − x_j|²/2σ²) of all pairs of points, n × n; points is n × d, row-major. As `gaussianGram` of
 * one set with itself, at half the kernels.
 */
export function symmetricGram(points: Float64Array, n: number, d: number, sigma: number): Float64Array {
  if (!(sigma > 0 && Number.isFinite(sigma))) throw new RangeError(`sigma is ${sigma}; it must be positive`);
  if (!(n > 0)) throw new RangeError('points is empty; at least one is needed');
  const factor = -1 / (2 * sigma * sigma);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    out[i * n + i] = 1;
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let c = 0; c < d; c++) {
        const difference = points[i * d + c]! - points[j * d + c]!;
        square += difference * difference;
      }
      const kernel = Math.exp(factor * square);
      out[i * n + j] = kernel;
      out[j * n + i] = kernel;
    }
  }
  return out;
}
