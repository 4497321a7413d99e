import { logGamma } from './log-gamma.ts';
import { integrateUnit } from './unit-quadrature.ts';

/**
 * Covariance of fractional Brownian motion of type II, B_t = ∫₀ᵗ (t−s)^(H−½) dW_s / Γ(H+½), at two times:
 * ∫₀^min ((t−u)(s−u))^(H−½) du / Γ(H+½)², in a variable in which the singular end is smooth.
 */
export function fractionalCovariance(H: number, one: number, other: number): number {
  const [s, t] = one < other ? [one, other] : [other, one];
  const scale = Math.exp(-2 * logGamma(H + 0.5));
  if (s === 0) return 0;
  if (s === t) return (scale * t ** (2 * H)) / (2 * H);
  const a = H - 0.5;
  const power = 1 / (H + 0.5);
  return scale * power * s ** (a + 1) * integrateUnit((v) => (t - s + s * v ** power) ** a);
}

/** Covariance of fractional Brownian motion of type I, whose increments are stationary (Mandelbrot & Van Ness 1968). */
export const typeOneCovariance = (H: number, s: number, t: number): number =>
  (s ** (2 * H) + t ** (2 * H) - Math.abs(t - s) ** (2 * H)) / 2;

/** ∫₀ᵀ E B_t² dt of type II: T^(2H+1) / (2H (2H+1) Γ(H+½)²). */
export const integratedVariance = (H: number, T: number): number =>
  (T ** (2 * H + 1) / (2 * H * (2 * H + 1))) * Math.exp(-2 * logGamma(H + 0.5));
