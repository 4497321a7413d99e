/** Most steps in the shown range. A link has 4,095 for the range of the points, which may thus grow to twice the shown one. */
const STEPS = 2048;

/**
 * A coordinate that is drawn, rounded once to a power of two that is far below a pixel. A link carries such numbers
 * exactly, so points stay where they are when others come or go.
 */
export function onDrawnGrid(value: number, [low, high]: readonly [number, number]): number {
  const step = 2 ** Math.ceil(Math.log2((high - low) / STEPS));
  return Math.round(value / step) * step + 0;
}
