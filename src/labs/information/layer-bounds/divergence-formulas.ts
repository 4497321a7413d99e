/** Expected divergences between the laws of training and test features (derived on the card; He & Goldfeld 2024). */

/** E KL in nats of a layer of rank r: (r/2) ln(n / (n − 1)). Throws a RangeError below two examples. */
export function expectedKl(rank: number, n: number): number {
  if (!(n >= 2)) throw new RangeError(`n = ${n} must be at least 2: with one example the divergence is infinite.`);
  return 0.5 * rank * Math.log(n / (n - 1));
}

/** E W₂², in squared units of the feature: σ² tr(AAᵀ) (1/n + (1 − √(1 − 1/n))²). W₁ ≤ W₂. */
export function expectedSquaredWasserstein(squaredNorm: number, n: number, sigma: number): number {
  if (!(n >= 1)) throw new RangeError(`n = ${n} must be at least 1.`);
  return sigma ** 2 * squaredNorm * (1 / n + (1 - Math.sqrt(1 - 1 / n)) ** 2);
}

/** Generalisation bound for a loss in [0, 1], which is ½-sub-Gaussian: σ √(2 KL) by Jensen over the examples. */
export const klBound = (kl: number): number => 0.5 * Math.sqrt(2 * Math.max(0, kl));
