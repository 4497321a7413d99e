import { cosineNormal } from '../math/cosine-normal.ts';
import type { Random } from '../math/random.ts';

/** Between these no x is drawn, nor beyond ±2. */
export const GAP = { from: -0.7, to: 0.6 } as const;

/** y = x³/4 − x/2 + 0.3 sin 4x, the curve without its noise. */
export const gapCurve = (x: number): number => x ** 3 / 4 - x / 2 + 0.3 * Math.sin(4 * x);

/** Noisy values of a curve at x left and right of a gap, in turns. */
export function gapRegression(random: Random, n: number, noise: number): { x: Float64Array; y: Float64Array } {
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const u = random();
    x[i] = i % 2 === 0 ? -2 + 1.3 * u : GAP.to + 1.4 * u;
    y[i] = gapCurve(x[i]!) + noise * cosineNormal(random);
  }
  return { x, y };
}
