import { logGamma } from './log-gamma.ts';

const MOST = 1000;

/**
 * Regularised lower incomplete gamma function P(a, x), for a > 0 and x ≥ 0: its series below x = a + 1, the continued
 * fraction of 1 − P above (Abramowitz & Stegun 6.5.29 and 6.5.31, the latter by Lentz's recursion).
 */
export function incompleteGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`P(${a}, ${x}): a must be above 0 and x must not be below 0`);
  if (x === 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < MOST && term > 1e-17 * sum; k++) {
      term *= x / (a + k);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < MOST; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return 1 - front * fraction;
}
