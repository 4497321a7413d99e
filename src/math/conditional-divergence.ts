import type { ConditionalForm } from './gram-divergence.ts';

/**
 * Conditional Cauchy-Schwarz divergence of p(y|x) from q(ŷ|x), nats, and its gradient in ŷ, for training: one pass over
 * the pairs, in the log domain where predictions are far from every target, so that the slope does not vanish there.
 *
 * Source   Yu et al. 2024, equation 10; K (n × n) is the Gram matrix of x, y and guess are n × d, row-major.
 * Writes   the gradient, n × d.
 */
export function conditionalDivergenceGradient(
  K: Float64Array,
  y: ArrayLike<number>,
  guess: ArrayLike<number>,
  n: number,
  d: number,
  sigma: number,
  form: ConditionalForm,
  gradient: Float64Array,
): number {
  if (!(sigma > 0)) throw new RangeError(`sigma is ${sigma}; it must be positive`);
  const share = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = j * n; i < (j + 1) * n; i++) sum += form === 'squareOfSum' ? K[i]! : K[i]! * K[i]!;
    share[j] = 1 / (form === 'squareOfSum' ? sum * sum : sum);
  }
  const factor = -1 / (2 * sigma * sigma);
  const slope = -1 / (sigma * sigma);
  const own = new Float64Array(n * d);
  let given = 0;
  let theirs = 0;
  for (let j = 0; j < n; j++) {
    given += share[j]! * K[j * n + j]!;
    theirs += share[j]! * K[j * n + j]!;
    for (let i = 0; i < j; i++) {
      const weight = K[j * n + i]! * (share[i]! + share[j]!);
      given += weight * Math.exp(factor * squaredDistance(y, j, y, i, d));
      const w = weight * Math.exp(factor * squaredDistance(guess, j, guess, i, d));
      theirs += w;
      for (let c = 0; c < d; c++) {
        const move = w * slope * (guess[j * d + c]! - guess[i * d + c]!);
        own[j * d + c] = own[j * d + c]! + move;
        own[i * d + c] = own[i * d + c]! - move;
      }
    }
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++)
      if (K[j * n + i]! > 0) largest = Math.max(largest, factor * squaredDistance(guess, j, y, i, d));
  gradient.fill(0, 0, n * d);
  let cross = 0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const exponent = factor * squaredDistance(guess, j, y, i, d) - largest;
      const w = share[j]! * K[j * n + i]! * Math.exp(exponent);
      cross += w;
      for (let c = 0; c < d; c++)
        gradient[j * d + c] = gradient[j * d + c]! + w * slope * (guess[j * d + c]! - y[i * d + c]!);
    }
  }
  for (let k = 0; k < n * d; k++) gradient[k] = own[k]! / theirs - (2 * gradient[k]!) / cross;
  return Math.log(given) + Math.log(theirs) - 2 * (Math.log(cross) + largest);
}

function squaredDistance(a: ArrayLike<number>, j: number, b: ArrayLike<number>, i: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) {
    const difference = a[j * d + c]! - b[i * d + c]!;
    sum += difference * difference;
  }
  return sum;
}
