/**
 * Adds to `pull` Σ_j κ(b_i, c_j) (b_i − c_j) for every point b_i, all kernels divided by e^shift, and returns Σ κ; kernels
 * Gaussian of width σ, points n × 2. The slope of Σ κ in b_i is −1/σ² times the pull.
 */
export function kernelPull(
  points: Float64Array,
  cloud: Float64Array,
  sigma: number,
  shift: number,
  pull: Float64Array,
): number {
  const factor = -1 / (2 * sigma * sigma);
  let total = 0;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    let [sumX, sumY] = [0, 0];
    for (let j = 0; j < cloud.length; j += 2) {
      const dx = x - cloud[j]!;
      const dy = y - cloud[j + 1]!;
      const kernel = Math.exp(factor * (dx * dx + dy * dy) - shift);
      total += kernel;
      sumX += kernel * dx;
      sumY += kernel * dy;
    }
    pull[i] = pull[i]! + sumX;
    pull[i + 1] = pull[i + 1]! + sumY;
  }
  return total;
}

/** Logarithm of the largest kernel between two clouds. */
export function largestExponent(points: Float64Array, cloud: Float64Array, sigma: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i += 2) {
    for (let j = 0; j < cloud.length; j += 2) {
      const dx = points[i]! - cloud[j]!;
      const dy = points[i + 1]! - cloud[j + 1]!;
      least = Math.min(least, dx * dx + dy * dy);
    }
  }
  return -least / (2 * sigma * sigma);
}
