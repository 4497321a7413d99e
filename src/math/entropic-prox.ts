const MOST_NEWTON = 60;
const HALVINGS = 60;

/** Solves (1 − α) eᵗ + α t = c for t = log x by Newton's method; the left side is convex and increasing. */
function logRoot(c: number, alpha: number): number {
  let t = Math.min(c / alpha, 0);
  for (let k = 0; k < MOST_NEWTON; k++) {
    const x = Math.exp(t);
    const step = ((1 - alpha) * x + alpha * t - c) / ((1 - alpha) * x + alpha);
    t -= step;
    if (Math.abs(step) < 1e-14) break;
  }
  return t;
}

/**
 * Proximal operator of the negative entropy minus ½‖x‖² on the simplex: writes the x with
 * (1 − α) x_i + α log x_i = y_i + ν and Σ x = 1 into `out` (both of length `size` from `offset`). α = 1 is the softmax.
 * The multiplier ν is bisected: ν + max y lies between −α log n and 1 − α. Throws a RangeError for α outside (0, 1].
 *
 * Feng, Winston & Kolter 2023, arXiv 2307.04990, section 3.
 */
export function entropicProx(
  y: Float64Array,
  alpha: number,
  out: Float64Array,
  offset = 0,
  size: number = y.length,
): void {
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`α must lie in (0, 1], not ${alpha}`);
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < size; i++) top = Math.max(top, y[offset + i]!);
  const total = (nu: number): number => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const x = Math.exp(logRoot(y[offset + i]! - top + nu, alpha));
      out[offset + i] = x;
      sum += x;
    }
    return sum;
  };
  let low = -alpha * Math.log(size) - 1e-9;
  let high = 1 - alpha;
  for (let k = 0; k < HALVINGS && high - low > 1e-15; k++) {
    const middle = (low + high) / 2;
    if (total(middle) > 1) high = middle;
    else low = middle;
  }
  const sum = total((low + high) / 2);
  for (let i = 0; i < size; i++) out[offset + i]! /= sum;
}
