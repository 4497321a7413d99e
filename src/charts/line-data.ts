import type { ScaleKind } from './axes.ts';

export interface Axis {
  label: string;
  scale: ScaleKind;
  domain?: [number, number];
}

/** A limit the curve is read against: a floor of precision, a bound or stop rule, an event in time. */
export interface Reference {
  kind: 'floor' | 'bound' | 'event';
  value: number;
  label: string;
  colour?: number;
}

export interface LineSeries {
  id: string;
  /** Name at the line's end; empty for a line that is named elsewhere. */
  label: string;
  /** What it is called where a chart is read, heard or saved; the label when left out. */
  name?: string;
  /** Second line of the name; the value takes its place while there is a crosshair. */
  note?: string;
  /** 1 to 8, the colour of the method. */
  colour: number;
  /** 1 to 8, null for solid; without it the colour's own dash from the third colour on. */
  dash?: number | null;
  weight: 'current' | 'other' | 'ghost';
  /** Measured points only, ascending; a y that is not finite is a result and is marked. */
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  /** What was measured before smoothing, drawn faintly behind. */
  raw?: ArrayLike<number>;
  band?: { low: ArrayLike<number>; high: ArrayLike<number> };
  /** 1 to 8, the marker; without it the colour's own. */
  shape?: number;
  /** Without it the run being edited has a marker at its end and the others have none. */
  marker?: boolean;
  hidden?: boolean;
  diverged?: boolean;
}

export interface LineData {
  series: LineSeries[];
  x: Axis;
  y: Axis;
  references: Reference[];
  crosshair: number | null;
  zoom: [number, number] | null;
  bars?: false;
  /** Fixed margins, where charts stacked in a column must share their plot's sides. */
  margins?: { left?: number; right?: number };
  onCrosshair(x: number | null): void;
  onZoom(range: [number, number] | null): void;
  /** Said in the middle while nothing is drawn. */
  empty: string;
}

/** How many points of the visible lines are not finite, for the chart's heading. */
export function countNotFinite(series: readonly LineSeries[]): number {
  let count = 0;
  for (const { ys, hidden } of series)
    if (!hidden) for (let i = 0; i < ys.length; i++) if (!Number.isFinite(ys[i])) count++;
  return count;
}

/** Index of the last x that is not beyond `x`, or −1. */
export function lastAt(xs: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
