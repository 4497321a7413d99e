import { makeScale, type Ticks, ticksFor, yAxisRoom } from './axes.ts';
import type { Size } from './chart.ts';
import { formatNumber } from './format.ts';
import { type LineData, type LineSeries, lastAt } from './line-data.ts';
import { type EndLabel, widthOf, wrapRows } from './line-labels.ts';
import type { Plot } from './line-path.ts';
import { xDomain, yDomain } from './line-scales.ts';
import { measure } from './text.ts';

export type Naming = 'none' | 'end' | 'list' | 'above';

export interface Layout {
  plot: Plot;
  xTicks: Ticks;
  yTicks: Ticks;
  naming: Naming;
  /** On a short chart limits are named in the right margin, where they cover no line. */
  limitsOutside: boolean;
}

export const swatchWidth = 18;
const widestValue = '8.8 × 10⁻¹²';

/** What is said of a series: its note, or its value while there is a crosshair. */
export function noteOf(series: LineSeries, crosshair: number | null): string {
  if (crosshair === null) return series.note ?? '';
  const at = lastAt(series.xs, crosshair);
  return at < 0 ? '–' : formatNumber(series.ys[at]);
}

export function named(series: readonly LineSeries[]): LineSeries[] {
  return series.filter((s) => !s.hidden && s.label !== '' && s.xs.length > 0);
}

function namingFor(labels: LineSeries[], widest: number, width: number): Naming {
  if (labels.length === 0) return 'none';
  if (labels.length >= 6) return width >= 480 ? 'list' : 'above';
  return widest + 12 <= Math.max(0.31 * width, 64) ? 'end' : 'above';
}

/** The widths are those of names and notes, never of values, so that nothing moves with the crosshair. */
export function layOut(data: LineData, { width, height }: Size): Layout {
  const labels = named(data.series);
  const strong = (s: LineSeries): boolean => s.weight === 'current';
  const widest = Math.max(0, ...labels.map((s) => widthOf({ name: s.label, note: s.note ?? '', strong: strong(s) })));
  const naming = namingFor(labels, widest, width);
  const along = xDomain(data);
  const across = yDomain(data, along);
  const limits = data.references.filter((r) => r.kind !== 'event' && r.label !== '');
  const limitsWidth = Math.max(0, ...limits.map((r) => measure(r.label, 12)));
  const limitsOutside = height < 140 && limits.length > 0 && naming !== 'above' && limitsWidth <= 0.32 * width;

  const above = naming === 'above' ? wrapRows(reserved(labels), 0, width, swatchWidth).height : 0;
  const top = 10 + above;
  const bottom = Math.max(top + 20, height - 24);
  const yTicks = ticksFor(data.y.scale, across, bottom - top, data.y.scale === 'log' ? 18 : 34);
  const left = data.margins?.left ?? yAxisRoom(yTicks.major);
  const fromNames = naming === 'end' ? Math.max(widest, measure(widestValue, 12)) + 12 : 0;
  const fromList = naming === 'list' ? widest + swatchWidth + 20 : 0;
  const right =
    width - (data.margins?.right ?? Math.max(16, fromNames, fromList, limitsOutside ? limitsWidth + 12 : 0));

  const room = Math.max(20, Math.floor(right - left));
  const x = makeScale(data.x.scale, along, [left, left + room]);
  const y = makeScale(data.y.scale, across, [bottom, top]);
  const xTicks = ticksFor(data.x.scale, along, room, data.x.scale === 'log' ? 46 : 64);
  const plot: Plot = { left, right: left + room, top, bottom, x, y, xKind: data.x.scale, yKind: data.y.scale };
  return { plot, xTicks, yTicks, naming, limitsOutside };
}

/** Labels of the list above the plot, at least as wide as a value. */
function reserved(labels: readonly LineSeries[]): EndLabel[] {
  return labels.map((s) => ({
    id: s.id,
    name: s.label,
    note: measure(s.note ?? '', 12) > measure(widestValue, 12) ? s.note! : widestValue,
    colour: s.colour,
    strong: s.weight === 'current',
    x: 0,
    y: 0,
    points: [],
  }));
}

export function rowsAbove(labels: readonly LineSeries[], width: number): ReturnType<typeof wrapRows> {
  return wrapRows(reserved(labels), 0, width, swatchWidth);
}
