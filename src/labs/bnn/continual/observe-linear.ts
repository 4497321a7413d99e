/** A Gaussian over a few numbers. */
export interface LinearBelief {
  readonly mean: Float64Array;
  /** size × size. */
  readonly covariance: Float64Array;
}

/**
 * Bayes' rule for one observation y = features · θ + N(0, noise), in place: the gain is C x / (s² + xᵀ C x), and an
 * observation after another gives what all of them give at once.
 */
export function observeLinear({ mean, covariance }: LinearBelief, x: Float64Array, y: number, noise: number): void {
  const size = mean.length;
  const Cx = new Float64Array(size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) Cx[i] = Cx[i]! + covariance[i * size + j]! * x[j]!;
  let [total, error] = [noise, y];
  for (let i = 0; i < size; i++) {
    total += x[i]! * Cx[i]!;
    error -= x[i]! * mean[i]!;
  }
  for (let i = 0; i < size; i++) {
    mean[i] = mean[i]! + (Cx[i]! * error) / total;
    for (let j = 0; j < size; j++) covariance[i * size + j] = covariance[i * size + j]! - (Cx[i]! * Cx[j]!) / total;
  }
}
