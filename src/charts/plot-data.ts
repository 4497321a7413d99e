import type { ScaleKind } from './axes.ts';
import { placeSaid } from './place-said.ts';

export interface PlotSeries {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly form: 'line' | 'dots' | 'lineDots' | 'bars';
  /** 1 to 8; ink when left out. */
  readonly colour?: number;
  /** Band of a line, error bars of dots. */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
  /** Numbers that colour the dots, from 0 to 1 along the perceptual scale. */
  readonly values?: ArrayLike<number>;
  /** In the background, unnamed. */
  readonly faint?: boolean;
  readonly dashed?: boolean;
  /** What is said in place of the name and of the words for the pointer. */
  readonly said?: string;
  /** Words for the pointer, one a point. */
  readonly labels?: readonly string[];
}

export interface PlotAxis {
  readonly label: string;
  /** What is said in place of the label; the title of the picture where both are empty. */
  readonly said?: string;
  readonly scale: ScaleKind;
  readonly domain?: readonly [number, number];
}

export interface PlotData {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  /** Straight lines that the points are read against. */
  readonly lines?: readonly { readonly axis: 'x' | 'y'; readonly at: number; readonly label: string }[];
  /** Said where there is nothing to draw. */
  readonly empty?: string;
}

/** Index pairs [i, x, y] of a series' points that its axes can show. */
export function pointsOf(series: PlotSeries, x: ScaleKind, y: ScaleKind): { i: number; x: number; y: number }[] {
  const points: { i: number; x: number; y: number }[] = [];
  for (let i = 0; i < Math.min(series.x.length, series.y.length); i++) {
    const at = { i, x: series.x[i]!, y: series.y[i]! };
    const shown = Number.isFinite(at.x) && Number.isFinite(at.y);
    if (shown && (x === 'linear' || at.x > 0) && (y === 'linear' || at.y > 0)) points.push(at);
  }
  return points;
}

/** What keys and pointer reach of a series: its points, a level dash at its middle. */
export function stopsOf(series: PlotSeries, { x, y }: PlotData): { i: number; x: number; y: number }[] {
  const points = pointsOf(series, x.scale, y.scale);
  const [from, to] = points;
  const dash = series.form === 'line' && points.length === 2 && from!.y === to!.y;
  return dash && x.scale === 'linear' ? [{ ...from!, x: (from!.x + to!.x) / 2 }] : points;
}

/** A title within a sentence. */
const lowered = (title: string): string =>
  /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** A point in words: `Magnitude pruning: sparsity 0.8, accuracy 0.931`. */
export function pointSaid(
  { series, i, x, y }: { series: PlotSeries; i: number; x: number; y: number },
  data: PlotData,
  title: string,
): string {
  const upward = data.y.said ?? (data.y.label || lowered(title));
  const place = placeSaid([data.x.said ?? data.x.label, upward], x, y);
  const label = series.labels?.[i] ?? '';
  const name = series.said ?? series.name;
  const more = label === '' || label === name || series.said !== undefined ? '' : `, ${label}`;
  return `${name === '' ? '' : `${name}: `}${place}${more}`;
}

/** Range of an axis: what was asked for, else all points with their bands, a little widened, from zero for bars. */
export function domainOf(data: PlotData, axis: 'x' | 'y'): [number, number] {
  const asked = data[axis].domain;
  if (asked) return [asked[0], asked[1]];
  const log = data[axis].scale === 'log';
  const values: number[] = [];
  for (const series of data.series) {
    for (const point of pointsOf(series, data.x.scale, data.y.scale)) {
      values.push(point[axis]);
      if (axis === 'y') for (const side of [series.low, series.high]) if (side) values.push(side[point.i]!);
    }
    if (axis === 'y' && series.form === 'bars' && !log) values.push(0);
  }
  for (const line of data.lines ?? []) if (line.axis === axis) values.push(line.at);
  const known = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  if (known.length === 0) return log ? [0.1, 10] : [0, 1];
  const low = known.reduce((least, value) => Math.min(least, value));
  const high = known.reduce((most, value) => Math.max(most, value));
  if (log) return low === high ? [low / 2, high * 2] : [low / (high / low) ** 0.04, high * (high / low) ** 0.04];
  const margin = low === high ? Math.abs(low) * 0.5 || 0.5 : 0.05 * (high - low);
  const bars = axis === 'x' ? data.series.find(({ form }) => form === 'bars') : undefined;
  if (bars) {
    const side = 0.5 * pitchOf(Array.from(bars.x)) || margin;
    return [low - side, high + side];
  }
  return [low === 0 ? 0 : low - margin, high + margin];
}

/** The smallest distance between neighbours: what a bar has for its width; 0 for fewer than two. */
export function pitchOf(places: readonly number[]): number {
  const sorted = [...places].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((place, k) => place - sorted[k]!);
  return gaps.length > 0 ? Math.min(...gaps) : 0;
}
