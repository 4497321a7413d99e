import { css, rampOf, rampSteps, type Tokens } from './colour.ts';
import type { MatrixData } from './matrix-data.ts';

/** A matrix no finer than the screen: a cell of the picture shows the largest of the entries it covers. */
export interface Binned {
  rows: number;
  cols: number;
  values: Float64Array;
  mask: Uint8Array | null;
  low: number;
  high: number;
}

/** Averages would lose a plan that is one entry wide; the largest entry keeps it, however many share a pixel. */
export function binned(data: MatrixData, mostRows: number, mostCols: number): Binned {
  const { values, mask } = data;
  const fy = Math.max(1, Math.ceil(data.rows / Math.max(1, mostRows)));
  const fx = Math.max(1, Math.ceil(data.cols / Math.max(1, mostCols)));
  const rows = Math.ceil(data.rows / fy);
  const cols = Math.ceil(data.cols / fx);
  const out = new Float64Array(rows * cols).fill(Number.NaN);
  const kept = mask ? new Uint8Array(rows * cols) : null;
  let high = 0;
  let low = Number.POSITIVE_INFINITY;
  for (let i = 0; i < data.rows; i++) {
    const row = Math.floor(i / fy) * cols;
    for (let j = 0; j < data.cols; j++) {
      const at = row + Math.floor(j / fx);
      const value = values[i * data.cols + j]!;
      if (kept && mask![i * data.cols + j]) kept[at] = 1;
      if (!Number.isFinite(value)) continue;
      const size = Math.abs(value);
      if (size > high) high = size;
      if (size > 0 && size < low) low = size;
      if (!(size <= Math.abs(out[at]!))) out[at] = value;
    }
  }
  return { rows, cols, values: out, mask: kept, low, high };
}

/** Share of the scale, 0 to 1 (signed: −1 to 1), of one value. */
export function shareOf(value: number, { scale, palette }: MatrixData, low: number, high: number): number {
  if (high <= 0) return 0;
  const size = Math.abs(value) / high;
  let share = size;
  if (scale === 'sqrt') share = Math.sqrt(size);
  if (scale === 'log') {
    // Twelve decades at most: what is smaller is nothing to the eye.
    const floor = Math.max(low, high * 1e-12);
    const decades = Math.log(high / floor);
    share = size === 0 ? 0 : decades > 0 ? Math.max(0, 1 + Math.log(size) / decades) : 1;
  }
  if (palette === 'signed') return value < 0 ? -share : share;
  return value < 0 ? 0 : share;
}

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Paints cells without smoothing; entries that are not numbers are hatched, never a colour of the scale. */
export function paintMatrix(
  context: CanvasRenderingContext2D,
  data: MatrixData,
  grid: Binned,
  place: Place,
  tokens: Tokens,
): void {
  const { rows, cols, values, mask, low, high } = grid;
  if (rows === 0 || cols === 0) return;
  const image = new ImageData(cols, rows);
  const ramp = rampOf(data.palette, tokens);
  const [r, g, b] = tokens.series[0]!;
  const signed = data.palette === 'signed';
  const pixels = image.data;
  let missing = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    const to = 4 * at;
    if (mask?.[at]) {
      pixels[to] = r;
      pixels[to + 1] = g;
      pixels[to + 2] = b;
      pixels[to + 3] = 255;
      continue;
    }
    if (Number.isNaN(value)) {
      missing++;
      continue;
    }
    const share = shareOf(value, data, low, high);
    const step = 4 * Math.round((signed ? (share + 1) / 2 : share) * (rampSteps - 1));
    pixels[to] = ramp[step]!;
    pixels[to + 1] = ramp[step + 1]!;
    pixels[to + 2] = ramp[step + 2]!;
    // Beside a mask the rest stays as a trace of what is left out.
    pixels[to + 3] = mask ? ramp[step + 3]! * 0.25 : ramp[step + 3]!;
  }
  const sheet = Object.assign(document.createElement('canvas'), { width: cols, height: rows });
  sheet.getContext('2d')!.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(sheet, place.x, place.y, place.width, place.height);
  if (missing > 0) hatch(context, grid, place, css(tokens.rule));
}

function hatch(context: CanvasRenderingContext2D, { rows, cols, values }: Binned, place: Place, colour: string): void {
  context.save();
  context.beginPath();
  const w = place.width / cols;
  const h = place.height / rows;
  for (let at = 0; at < values.length; at++) {
    if (Number.isNaN(values[at]!)) context.rect(place.x + (at % cols) * w, place.y + Math.floor(at / cols) * h, w, h);
  }
  context.clip();
  context.beginPath();
  for (let d = -place.height; d < place.width; d += 4) {
    context.moveTo(place.x + d, place.y + place.height);
    context.lineTo(place.x + d + place.height, place.y);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
