import { quantile as interpolated } from 'd3';

/** The q-quantile of values, linear between order statistics (type 7); NaN for an empty set. */
export const quantile = (values: readonly number[], q: number): number => interpolated(values, q) ?? Number.NaN;

/**
 * Exponential moving average without the pull of its start (divided by 1 − weight^k). Entries that are not finite are
 * passed over and kept. Weight 0 returns the values.
 */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  let mass = 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (Number.isFinite(value)) {
      sum = weight * sum + (1 - weight) * value;
      mass = weight * mass + (1 - weight);
    }
    out[k] = Number.isFinite(value) ? sum / mass : value;
  }
  return out;
}

/** c and p of y = c xᵖ by least squares in the logarithms, over positive points; NaN from less than two. */
export function powerLaw(points: readonly { readonly x: number; readonly y: number }[]): { c: number; p: number } {
  const logs = points.filter(({ x, y }) => x > 0 && y > 0).map(({ x, y }) => [Math.log(x), Math.log(y)] as const);
  const mean = (k: 0 | 1) => logs.reduce((sum, one) => sum + one[k], 0) / logs.length;
  const [middle, level] = [mean(0), mean(1)];
  let across = 0;
  let along = 0;
  for (const [x, y] of logs) {
    across += (x - middle) ** 2;
    along += (x - middle) * (y - level);
  }
  const p = along / across;
  return { c: Math.exp(level - p * middle), p };
}
