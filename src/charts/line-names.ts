import { dashOf } from './colour.ts';
import type { LineData, LineSeries } from './line-data.ts';
import { type EndLabel, insidePlace, labelWords, lineGap, pushApart, widthOf } from './line-labels.ts';
import { type Layout, named, noteOf, rowsAbove, swatchWidth } from './line-layout.ts';
import type { Trace } from './line-path.ts';
import { drawWords, type Group, round, type Words } from './stage.ts';

interface Swatch {
  id: string;
  x: number;
  y: number;
  series: LineSeries;
}

export interface Drawing {
  series: LineSeries;
  trace: Trace;
  dash: string | null;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Names at the lines' ends, in a list at the right or above the plot; `taken` are places of other words. */
export function drawNames(
  group: Group,
  data: LineData,
  layout: Layout,
  drawings: readonly Drawing[],
  width: number,
  taken: Box[],
): void {
  const words: Words[] = [];
  const swatches: Swatch[] = [];
  const { plot, naming } = layout;
  const labels = named(data.series).map((series) => labelFor(series, data, layout, drawings));
  if (naming === 'above') above(labels, data, width, words, swatches);
  else if (naming === 'list') list(labels, data, layout, words, swatches);
  else {
    const limits = data.references.filter((r) => r.kind !== 'event').map((r) => plot.y(r.value));
    atEnds(labels, layout, [...linesOf(drawings), ...limits.map((y) => [plot.left, y, plot.right, y])], words, taken);
  }
  if (layout.limitsOutside) {
    const limits = data.references.filter((r) => r.kind !== 'event' && r.label !== '');
    const heights = limits.map(() => lineGap);
    const places = pushApart(
      limits.map((r) => plot.y(r.value)),
      heights,
      plot.top - 7,
      plot.bottom + 7,
    );
    for (const [i, r] of limits.entries())
      words.push({ key: `limit ${r.label}`, x: plot.right + 8, y: places[i]! + 4, text: r.label, kind: 'note' });
  }
  drawSwatches(group, swatches, drawings);
  drawWords(group, words);
}

/** Where a line ends on screen: at its last point, or where it leaves through the right side of a zoomed plot. */
function endOf(points: readonly number[], right: number): [number, number] | null {
  for (let k = points.length - 2; k >= 0; k -= 2) {
    const [x, y] = [points[k]!, points[k + 1]!];
    if (!(x <= right + 0.5)) continue;
    const [nextX, nextY] = [points[k + 2] ?? Number.NaN, points[k + 3] ?? Number.NaN];
    return nextX > right ? [right, y + ((nextY - y) * (right - x)) / (nextX - x)] : [x, y];
  }
  return null;
}

function labelFor(series: LineSeries, data: LineData, { plot }: Layout, drawings: readonly Drawing[]): EndLabel {
  const trace = drawings.find((d) => d.series === series)?.trace;
  const last = trace?.last ?? -1;
  const [x, y] = endOf(trace?.points ?? [], plot.right) ?? [plot.right, last < 0 ? plot.top : plot.y(series.ys[last]!)];
  return {
    id: series.id,
    name: series.label,
    note: noteOf(series, data.crosshair),
    colour: series.colour,
    strong: series.weight === 'current',
    x: Math.min(plot.right, Math.max(plot.left, x)),
    y: Math.min(plot.bottom, Math.max(plot.top, y)),
    points: trace?.points ?? [],
  };
}

/** Screen points of what a name should not cover. */
function linesOf(drawings: readonly Drawing[]): number[][] {
  return drawings.filter((d) => d.series.weight !== 'ghost').map((d) => d.trace.points);
}

function atEnds(
  labels: EndLabel[],
  { plot }: Layout,
  lines: readonly (readonly number[])[],
  words: Words[],
  taken: Box[],
): void {
  const outside: EndLabel[] = [];
  for (const label of labels) {
    const ended = label.x < plot.right - 70 && label.points.length > 2;
    // Found for the words without the crosshair, so that a name stays where it is when its value changes.
    const place = ended ? insidePlace(label, plot, lines, taken) : null;
    if (!place) {
      outside.push(label);
      continue;
    }
    taken.push(place);
    const before = place.x + place.width < label.x;
    const x = before ? place.x + place.width - 2 : place.x + 2;
    words.push(...labelWords(label, x, place.y + place.height / 2, true, before ? 'end' : 'start'));
  }
  const heights = outside.map(({ name, note }) => (name ? lineGap : 0) + (note ? lineGap : 0));
  const room = plot.bottom - plot.top + 14;
  const slack = room - heights.reduce((a, b) => a + b, 0);
  // Two-line names need air between them to be read as pairs, where there is any.
  const air = Math.max(0, Math.min(6, slack / Math.max(1, outside.length)));
  const places = pushApart(
    outside.map((l) => l.y),
    heights.map((height) => height + air),
    plot.top - 10,
    plot.bottom + 4,
  );
  for (const [i, label] of outside.entries()) words.push(...labelWords(label, plot.right + 8, places[i]!, false));
}

function list(labels: EndLabel[], data: LineData, { plot }: Layout, words: Words[], swatches: Swatch[]): void {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const twoLines = sorted.length * 32 <= plot.bottom - plot.top + 20;
  const row = twoLines ? 32 : Math.max(14, Math.min(18, (plot.bottom - plot.top + 14) / sorted.length));
  for (const [i, label] of sorted.entries()) {
    const x = plot.right + 14;
    const y = plot.top + 2 + i * row;
    const series = data.series.find((s) => s.id === label.id)!;
    swatches.push({ id: label.id, x, y, series });
    // Where a row has a single line, the value takes the place of the name only in words too long for both.
    const shown = twoLines ? label : { ...label, name: label.name, note: '' };
    words.push(...labelWords(shown, x + swatchWidth + 6, y + (twoLines && label.note ? lineGap / 2 : 0), false));
    if (!twoLines && data.crosshair !== null) {
      const from = x + swatchWidth + 12 + widthOf({ ...label, note: '' });
      words.push({ key: `${label.id} note`, x: from, y: y + 4, text: label.note, kind: 'note' });
    }
  }
}

function above(labels: EndLabel[], data: LineData, width: number, words: Words[], swatches: Swatch[]): void {
  const { rows } = rowsAbove(named(data.series), width);
  for (const [i, { x, y }] of rows.entries()) {
    const label = labels[i]!;
    swatches.push({ id: label.id, x, y: y + 8, series: data.series.find((s) => s.id === label.id)! });
    const kind = `name${label.strong ? ' strong' : ''}`;
    const from = x + swatchWidth + 6;
    words.push({ key: `${label.id} name`, x: from, y: y + 12, text: label.name, kind, colour: label.colour });
    const after = from + widthOf({ ...label, note: '' }) + 6;
    if (label.note) words.push({ key: `${label.id} note`, x: after, y: y + 12, text: label.note, kind: 'note' });
  }
}

function drawSwatches(group: Group, swatches: Swatch[], drawings: readonly Drawing[]): void {
  group
    .selectAll<SVGPathElement, Swatch>('path.line')
    .data(swatches, (d) => d.id)
    .join('path')
    .attr('class', 'line')
    .attr('data-colour', (d) => d.series.colour)
    .attr('data-weight', (d) => d.series.weight)
    .attr('stroke-dasharray', (d) => drawings.find((one) => one.series === d.series)?.dash ?? null)
    .attr('d', (d) => `M${round(d.x)},${round(d.y)}h${swatchWidth}`);
}

/** The dash of each series: its own, or from the third colour on that of its colour. */
export function dashesOf(series: readonly LineSeries[]): (string | null)[] {
  const order = [...new Set(series.map((s) => s.colour))];
  return series.map((s) => {
    if (s.dash !== undefined) return dashOf(s.dash);
    return order.indexOf(s.colour) >= 2 ? dashOf(s.colour) : null;
  });
}
