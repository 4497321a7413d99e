/** KL( N(μ, σ²) ‖ N(m, v) ) of one axis, from log variances: ½ (log v − log σ² + (σ² + (μ − m)²)/v − 1). */
export const gaussianKl = (mean: number, logVariance: number, priorMean = 0, priorLogVariance = 0): number =>
  0.5 *
  (priorLogVariance - logVariance + (Math.exp(logVariance) + (mean - priorMean) ** 2) / Math.exp(priorLogVariance) - 1);
