/** The powers of two from 2^-1022 to 2^1023. */
const POWERS = Float64Array.from({ length: 2046 }, (_, k) => 2 ** (k - 1022));
/** Added to a number below 2^51 it leaves the nearest integer. */
const ROUND = 6755399441055744;

/**
 * exp(x) for x in [−700, 700], within one unit in the last place, to the bit as the kernels compute it (exp.as.ts):
 * x = k ln 2 + r with |r| ≤ 0.347 and a polynomial of degree 11 in r (Chebyshev nodes for (eʳ − 1 − r)/r², 2e-17).
 */
export function exp(x: number): number {
  const k = x * Math.LOG2E + ROUND - ROUND;
  const r = x - k * 0.6931471803691238 - k * 1.9082149292705877e-10;
  const r2 = r * r;
  const r4 = r2 * r2;
  const a = 0.5000000000000001 + r * 0.16666666666666669;
  const b = 0.04166666666662374 + r * 0.008333333333330032;
  const c = 0.0013888888917406447 + r * 0.00019841269863201828;
  const d = 2.4801520996825697e-5 + r * 2.7557268229963227e-6;
  const e = 2.76202305675069e-7 + r * 2.5100494788905042e-8;
  const q = a + r2 * b + r4 * (c + r2 * d + r4 * e);
  return (1 + (r + r2 * q)) * POWERS[k + 1022]!;
}
