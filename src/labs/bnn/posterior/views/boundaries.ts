import { levelCurves } from '../../../../math/level-curves.ts';
import type { PlaneSnapshot } from '../snapshots.ts';

/** Design's limit of what counts as known: an entropy of 0.72 bit. */
const KNOWN = 0.8;

/** Where a quantity passes a level, in the coordinates of the plane. */
function curvesAt({ side, from, to }: PlaneSnapshot, values: Float64Array, level: number, dashed: boolean) {
  const place = (cell: number) => from + ((to - from) * (cell + 0.5)) / side;
  return levelCurves(values, side, side, level).map(({ x, y }) => ({ x: x.map(place), y: y.map(place), dashed }));
}

/** Lead of a class over the strongest other one. */
function leadOf(every: Float64Array, classes: number, one: number): Float64Array {
  return Float64Array.from({ length: every.length / classes }, (_, cell) => {
    let other = 0;
    for (let c = 0; c < classes; c++) if (c !== one) other = Math.max(other, every[cell * classes + c]!);
    return every[cell * classes + one]! - other;
  });
}

/** The class boundaries: probability 0.5 of two classes; of more, where another class becomes the likeliest. */
export function boundaries(shown: PlaneSnapshot) {
  const { classes, probability, every } = shown;
  if (every === null)
    return [0.5, 1 - KNOWN, KNOWN].flatMap((level) => curvesAt(shown, probability, level, level !== 0.5));
  return classes.flatMap((_, one) => curvesAt(shown, leadOf(every, classes.length, one), 0, false));
}
