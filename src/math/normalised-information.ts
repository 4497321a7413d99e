import { symmetricGram } from './symmetric-gram.ts';

/** Below this the information of a variable with itself is rounding: it is constant. */
const CONSTANT = 1e-12;

/**
 * Normalised Cauchy-Schwarz quadratic mutual information of x and t, I(x;t)/√(I(x;x) I(t;t)), without unit; `weight` times
 * its gradient in t is added to `gradient` (n × d).
 *
 * Source   Yu et al. 2024, equation 12. K is the Gram matrix of x (n × n, symmetric), t is n × d, row-major.
 * Limits   0 without gradient where either variable is constant.
 */
export function normalisedInformationGradient(
  K: Float64Array,
  t: Float64Array,
  n: number,
  d: number,
  sigma: number,
  weight: number,
  gradient: Float64Array,
): number {
  const Q = symmetricGram(t, n, d, sigma);
  const k = new Float64Array(n);
  const q = new Float64Array(n);
  let [kk, kq, qq] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let at = i * n; at < (i + 1) * n; at++) {
      const one = K[at]!;
      const other = Q[at]!;
      k[i] = k[i]! + one;
      q[i] = q[i]! + other;
      kk += one * one;
      kq += one * other;
      qq += other * other;
    }
  }
  let [allK, allQ, rowsKK, rowsKQ, rowsQQ] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    allK += k[i]!;
    allQ += q[i]!;
    rowsKK += k[i]! ** 2;
    rowsKQ += k[i]! * q[i]!;
    rowsQQ += q[i]! ** 2;
  }
  // The powers of n cancel between the three logarithms.
  const information = (both: number, one: number, other: number, rows: number) =>
    Math.log(both) + Math.log(one) + Math.log(other) - 2 * Math.log(rows);
  const ownK = information(kk, allK, allK, rowsKK);
  const ownQ = information(qq, allQ, allQ, rowsQQ);
  if (!(ownK > CONSTANT && ownQ > CONSTANT)) return 0;
  const scale = 1 / Math.sqrt(ownK * ownQ);
  const value = information(kq, allK, allQ, rowsKQ) * scale;
  const share = value / ownQ;
  const factor = (-2 * weight) / (sigma * sigma);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const kernel = Q[i * n + j]!;
      const joint = K[i * n + j]! / kq + 1 / allQ - (k[i]! + k[j]!) / rowsKQ;
      const own = kernel / qq + 1 / allQ - (q[i]! + q[j]!) / rowsQQ;
      const move = factor * kernel * (scale * joint - share * own);
      for (let c = 0; c < d; c++) {
        const step = move * (t[i * d + c]! - t[j * d + c]!);
        gradient[i * d + c] = gradient[i * d + c]! + step;
        gradient[j * d + c] = gradient[j * d + c]! - step;
      }
    }
  }
  return value;
}
