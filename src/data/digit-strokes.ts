import { asDistribution } from './line-densities.ts';

type Stroke = readonly (readonly [x: number, y: number])[];

const ellipse: Stroke = Array.from({ length: 25 }, (_, k) => {
  const angle = (2 * Math.PI * k) / 24;
  return [0.5 + 0.22 * Math.cos(angle), 0.5 + 0.32 * Math.sin(angle)] as const;
});

/** Digits as polylines in the unit square, x to the right and y down. */
const STROKES = {
  0: ellipse,
  1: [
    [0.42, 0.28],
    [0.54, 0.18],
    [0.54, 0.82],
  ],
  2: [
    [0.3, 0.32],
    [0.36, 0.2],
    [0.52, 0.17],
    [0.66, 0.26],
    [0.64, 0.42],
    [0.3, 0.8],
    [0.7, 0.8],
  ],
  3: [
    [0.32, 0.2],
    [0.66, 0.2],
    [0.48, 0.44],
    [0.66, 0.56],
    [0.62, 0.76],
    [0.44, 0.82],
    [0.3, 0.74],
  ],
  4: [
    [0.6, 0.82],
    [0.6, 0.18],
    [0.28, 0.6],
    [0.74, 0.6],
  ],
  7: [
    [0.28, 0.2],
    [0.7, 0.2],
    [0.44, 0.82],
  ],
} as const satisfies Record<number, Stroke>;

export type DrawnDigit = keyof typeof STROKES;

/**
 * A digit drawn with a soft pen on side × side pixels, row-major: exp(−distance²/(2 width²)) to the nearest segment at
 * pixel centres, divided by its largest value, raised by `floor`, divided by its sum.
 */
export function digitStrokes(digit: DrawnDigit, side: number, width = 0.045, floor = 0.01): Float64Array {
  const stroke: Stroke = STROKES[digit];
  const ink = new Float64Array(side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const distance = squaredDistance((column + 0.5) / side, (row + 0.5) / side, stroke);
      ink[row * side + column] = Math.exp(-distance / (2 * width * width));
    }
  }
  return asDistribution(ink, floor);
}

function squaredDistance(x: number, y: number, stroke: Stroke): number {
  let nearest = Infinity;
  for (let k = 0; k + 1 < stroke.length; k++) {
    const [x0, y0] = stroke[k]!;
    const [x1, y1] = stroke[k + 1]!;
    const dx = x1 - x0;
    const dy = y1 - y0;
    const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
    nearest = Math.min(nearest, (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2);
  }
  return nearest;
}
