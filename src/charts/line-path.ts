import type { Scale, ScaleKind } from './axes.ts';
import { decimateMinMax, isAscending } from './decimate.ts';
import type { LineSeries } from './line-data.ts';
import { round } from './stage.ts';

export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Plot extends Frame {
  x: Scale;
  y: Scale;
  xKind: ScaleKind;
  yKind: ScaleKind;
}

export interface Trace {
  path: string;
  /** Screen points, flat, for placing labels; gaps are NaN. */
  points: number[];
  /** Screen x of values that are not finite, and of values a log axis cannot show. */
  beyond: number[];
  below: number[];
  /** Index of the last finite point drawn, or −1. */
  last: number;
}

/** Column borders of the plot, one for each pixel, in data units. */
export function columnEdges({ x, left, right }: Plot): Float64Array {
  const columns = Math.max(1, Math.round(right - left));
  const edges = new Float64Array(columns + 1);
  for (let i = 0; i <= columns; i++) edges[i] = x.invert(left + ((right - left) * i) / columns);
  return edges;
}

function keptIndices(xs: ArrayLike<number>, ys: ArrayLike<number>, edges: Float64Array): ArrayLike<number> {
  const few = Math.min(xs.length, ys.length) <= 2 * edges.length;
  if (few || !isAscending(xs)) return { length: Math.min(xs.length, ys.length) };
  return decimateMinMax(xs, ys, edges);
}

/** The scale as one multiplication: d3's own does more than a loop over every point can pay for. */
function pixelOf(scale: Scale, kind: ScaleKind): (value: number) => number {
  const [d0, d1] = scale.domain() as [number, number];
  const [r0, r1] = scale.range() as [number, number];
  if (kind === 'linear') {
    const slope = (r1 - r0) / (d1 - d0);
    return (value) => r0 + slope * (value - d0);
  }
  const start = Math.log(d0);
  const slope = (r1 - r0) / (Math.log(d1) - start);
  return (value) => r0 + slope * (Math.log(value) - start);
}

/** Far values would make coordinates that renderers round badly; a line leaves the plot well before this. */
const far = 4000;

export function traceOf({ xs, diverged }: LineSeries, ys: ArrayLike<number>, plot: Plot, edges: Float64Array): Trace {
  const trace: Trace = { path: '', points: [], beyond: [], below: [], last: -1 };
  const kept = keptIndices(xs, ys, edges);
  const toX = pixelOf(plot.x, plot.xKind);
  const toY = pixelOf(plot.y, plot.yKind);
  const steps: string[] = [];
  let pen = 'M';
  let alone = false;
  const lift = (): void => {
    // A point between two gaps has no line; a stroke of no length shows it as a dot.
    if (alone) steps.push('h0');
    if (pen === 'L') trace.points.push(Number.NaN, Number.NaN);
    pen = 'M';
    alone = false;
  };
  for (let k = 0; k < kept.length; k++) {
    const i = kept[k] ?? k;
    const value = ys[i]!;
    if (plot.xKind === 'log' && !(xs[i]! > 0)) continue;
    const x = toX(xs[i]!);
    if (!Number.isFinite(value) || (plot.yKind === 'log' && value <= 0)) {
      lift();
      const list = Number.isFinite(value) ? trace.below : trace.beyond;
      const inside = x >= plot.left - 0.5 && x <= plot.right + 0.5;
      if (inside && (list.length === 0 || x - list.at(-1)! >= 6)) list.push(x);
      continue;
    }
    const y = Math.max(-far, Math.min(far, toY(value)));
    alone = pen === 'M';
    steps.push(`${pen}${round(Math.max(-far, Math.min(far, x)))},${round(y)}`);
    trace.points.push(x, y);
    trace.last = i;
    pen = 'L';
  }
  lift();
  trace.path = steps.join('');
  if (diverged && trace.beyond.length === 0 && trace.last >= 0) {
    const x = plot.x(xs[trace.last]!);
    if (x >= plot.left - 0.5 && x <= plot.right + 0.5) trace.beyond.push(x);
  }
  return trace;
}

/** Closed outline between two columns; what a log axis cannot show is brought to the bottom. */
export function bandPath(series: LineSeries, plot: Plot, edges: Float64Array): string {
  const { xs, band } = series;
  if (!band) return '';
  const [bottomValue] = plot.y.domain() as [number, number];
  const line = (column: ArrayLike<number>): string[] => {
    const kept = keptIndices(xs, column, edges);
    const points: string[] = [];
    for (let k = 0; k < kept.length; k++) {
      const i = kept[k] ?? k;
      if (!Number.isFinite(column[i]!) || (plot.xKind === 'log' && !(xs[i]! > 0))) continue;
      const value = plot.yKind === 'log' && column[i]! <= 0 ? bottomValue : column[i]!;
      const y = Math.max(-far, Math.min(far, plot.y(value)));
      points.push(`${round(Math.max(-far, Math.min(far, plot.x(xs[i]!))))},${round(y)}`);
    }
    return points;
  };
  const outline = [...line(band.high), ...line(band.low).reverse()];
  return outline.length > 2 ? `M${outline.join('L')}Z` : '';
}
