import { nice } from 'd3';
import type { ScaleKind } from './axes.ts';
import type { Axis, LineData, LineSeries } from './line-data.ts';

type Domain = [number, number];

function drawable(value: number, kind: ScaleKind): boolean {
  return Number.isFinite(value) && (kind === 'linear' || value > 0);
}

/** Where x runs: the zoom, else what the axis asks for, else what was measured. */
export function xDomain({ series, x, zoom }: LineData): Domain {
  const wanted = zoom ?? x.domain;
  if (wanted && wanted[1] > wanted[0] && (x.scale === 'linear' || wanted[0] > 0)) return wanted;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { xs, hidden } of series) {
    if (hidden || xs.length === 0) continue;
    let first = 0;
    while (first < xs.length - 1 && !drawable(xs[first]!, x.scale)) first++;
    const last = xs[xs.length - 1]!;
    if (drawable(xs[first]!, x.scale)) low = Math.min(low, xs[first]!);
    if (drawable(last, x.scale)) high = Math.max(high, last);
  }
  if (!(high >= low)) return x.scale === 'log' ? [1, 1000] : [0, 100];
  if (low === high) return x.scale === 'log' ? [low, low * 10] : [low, low + 1];
  // Steps begin at 1; on a linear axis the round 0 beside it is the better end.
  return x.scale === 'linear' && low > 0 && low < 0.03 * high ? [0, high] : [low, high];
}

interface Extent {
  low: number;
  high: number;
}

function extentOf({ xs, ys, band, raw }: LineSeries, kind: ScaleKind, [from, to]: Domain): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const least = kind === 'log' ? Number.MIN_VALUE : Number.NEGATIVE_INFINITY;
  for (const column of [ys, band?.low, band?.high, raw]) {
    if (!column) continue;
    for (let i = 0; i < column.length; i++) {
      const y = column[i]!;
      // NaN fails every comparison and so never becomes an extreme.
      if (!(y >= least) || y - y !== 0 || xs[i]! < from || xs[i]! > to) continue;
      if (y < low) low = y;
      if (y > high) high = y;
    }
  }
  return { low, high };
}

/** A diverged line may leave through the top: it does not press the others flat. */
function tamed(series: LineSeries, extent: Extent, others: number, kind: ScaleKind): Extent {
  if (!series.diverged) return extent;
  let start = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < Math.min(series.ys.length, 8); i++) {
    if (drawable(series.ys[i]!, kind)) start = Math.max(start, series.ys[i]!);
  }
  const level = Math.max(start, others);
  const cap = kind === 'log' ? level * 10 : level + 2 * Math.abs(level - extent.low || level);
  return Number.isFinite(cap) ? { low: extent.low, high: Math.min(extent.high, cap) } : extent;
}

export function yDomain(data: LineData, along: Domain): Domain {
  const { y, references } = data;
  if (y.domain && y.domain[1] > y.domain[0] && (y.scale === 'linear' || y.domain[0] > 0)) return y.domain;
  const visible = data.series.filter((s) => !s.hidden && s.xs.length > 0);
  const extents = visible.map((s) => extentOf(s, y.scale, along));
  const steady = Math.max(
    Number.NEGATIVE_INFINITY,
    ...extents.filter((_, i) => !visible[i]!.diverged).map((e) => e.high),
  );
  const kept = extents.map((extent, i) => tamed(visible[i]!, extent, steady, y.scale));
  let low = Math.min(...kept.map((e) => e.low));
  let high = Math.max(...kept.map((e) => e.high));
  if (!(high >= low)) return y.scale === 'log' ? [0.1, 10] : [0, 1];
  for (const { kind, value } of references) {
    if (kind === 'event' || !drawable(value, y.scale)) continue;
    // A far limit on a linear axis would leave the curve a flat line; it is then beyond the edge, and not drawn.
    const span = high - low || Math.abs(high);
    if (y.scale === 'linear' && (value > high + span || value < low - span)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return y.scale === 'log' ? padLog(low, high) : padLinear(low, high);
}

/** Changes below this share of the value are rounding: drawn level, as ticks could not tell them apart. */
const LEVEL = 1e-6;

function padLog(low: number, high: number): Domain {
  const decades = Math.log10(high / low);
  if (decades < LEVEL) return [low / 3, high * 3];
  if (decades < 2) {
    const pad = 0.06 * decades;
    return [low / 10 ** pad, high * 10 ** pad];
  }
  return [low / 10 ** (decades * 0.07), high * 10 ** (decades * 0.035)];
}

function padLinear(low: number, high: number): Domain {
  const span = high - low;
  if (span <= LEVEL * Math.max(Math.abs(low), Math.abs(high)))
    return low === 0 ? [0, 1] : low > 0 ? [0, 2 * low] : [2 * low, 0];
  if (low >= 0 && low < 0.5 * high) return [0, nice(0, high + 0.02 * span, 4)[1]];
  const pad = 0.06 * span;
  return [low - pad, high + pad];
}

export function isEmpty(series: readonly LineSeries[], x: Axis): boolean {
  return series.every(({ xs, hidden }) => {
    if (hidden || xs.length === 0) return true;
    return x.scale === 'log' && xs[xs.length - 1]! <= 0;
  });
}
