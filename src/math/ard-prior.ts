import { logGamma } from './digamma.ts';

/** Smallest variance of an axis: 0 is not a prior. */
const LEAST_VARIANCE = 1e-8;

/**
 * The posterior Gamma(a, b_l) of an axis's precision after codes (count × axes, row-major), from Gamma(0, 0): a = T/2,
 * b_l = ½ Σ z_l². Its predictive prior is Student's t with 2a degrees of freedom and scale² v_l = b_l/a, at least 1e-8.
 * Throws a RangeError without codes.
 */
export function ardPrior(
  codes: ArrayLike<number>,
  axes: number,
): { shape: number; rates: Float64Array; variance: Float64Array } {
  const count = codes.length / axes;
  if (!(count >= 1)) throw new RangeError(`codes has ${count} rows; at least 1 is needed`);
  const rates = new Float64Array(axes);
  for (let k = 0; k < codes.length; k++) rates[k % axes] = rates[k % axes]! + codes[k]! ** 2 / 2;
  const shape = count / 2;
  return { shape, rates, variance: rates.map((rate) => Math.max(LEAST_VARIANCE, rate / shape)) };
}

/** log density of Student's t at z: location 0, `scale2` its squared scale. */
export function studentLogDensity(z: number, scale2: number, freedom: number): number {
  const normaliser = logGamma((freedom + 1) / 2) - logGamma(freedom / 2) - 0.5 * Math.log(freedom * Math.PI * scale2);
  return normaliser - ((freedom + 1) / 2) * Math.log1p((z * z) / (freedom * scale2));
}
