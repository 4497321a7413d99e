import { levelCurves } from '../../../math/level-curves.ts';
import type { Interval } from './problem.ts';

/** A line of the plane; a dashed one bounds what counts as known. */
export interface Boundary {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly dashed: boolean;
}

/** An entropy of 0.72 bit. */
const KNOWN = 0.8;

/**
 * The class boundaries on a grid of mean probabilities (side × side cells × classes): of two classes probability 0.5, and
 * dashed 0.2 and 0.8; of more, where another class becomes the likeliest.
 */
export function planeBoundaries(mean: Float64Array, classes: number, side: number, { from, to }: Interval): Boundary[] {
  const place = (cell: number) => from + ((to - from) * (cell + 0.5)) / side;
  const curves = (values: Float64Array, level: number, dashed: boolean) =>
    levelCurves(values, side, side, level).map(({ x, y }) => ({ x: x.map(place), y: y.map(place), dashed }));
  const cells = mean.length / classes;
  if (classes === 2) {
    const second = Float64Array.from({ length: cells }, (_, cell) => mean[2 * cell + 1]!);
    return [0.5, 1 - KNOWN, KNOWN].flatMap((level) => curves(second, level, level !== 0.5));
  }
  return Array.from({ length: classes }, (_, one) => {
    const lead = Float64Array.from({ length: cells }, (_, cell) => {
      let other = 0;
      for (let c = 0; c < classes; c++) if (c !== one) other = Math.max(other, mean[cell * classes + c]!);
      return mean[cell * classes + one]! - other;
    });
    return curves(lead, 0, false);
  }).flat();
}
