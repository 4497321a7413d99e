import { drawXAxis, drawYAxis, makeScale, type Scale, type ScaleKind, ticksFor, yAxisRoom } from './axes.ts';
import type { MountChart } from './chart.ts';
import { formatNumber } from './format.ts';
import { largest } from './silhouette.ts';
import { drawWords, type Group, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export interface BarsData {
  values: ArrayLike<number>;
  xs: ArrayLike<number>;
  x: { label: string };
  y: { label: string; scale: ScaleKind };
  colour: number;
  /** The x of the bar that stands out. */
  highlight: number | null;
  /** Said at the right of the last bar. */
  note?: string;
  empty: string;
  /** Fixed margins, where charts stacked in a column must share their plot's sides. */
  margins?: { left?: number; right?: number };
}

interface Bar {
  x: number;
  value: number;
  i: number;
}

/** Bars from zero (on a log axis from the decade below), one for each x, as wide as their distance allows. */
export const mountBars: MountChart<BarsData> = (host) => {
  const stage = openStage(host, 'bars');
  for (const name of ['y-axis', 'bars', 'x-axis', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 60 || size.height < 40) return;
      stage.fit(size);
      const kind = data.y.scale;
      const bars = barsOf(data);
      const heights = yRange(bars, kind);
      const top = 8;
      const bottom = size.height - 24;
      const yTicks = ticksFor(kind, heights, bottom - top, kind === 'log' ? 18 : 20);
      const left = data.margins?.left ?? yAxisRoom(yTicks.major);
      const beside = data.note ? measure(data.note, 12) + 12 : 0;
      const label = measure(data.x.label, 12) + 12;
      const fits = Math.max(beside, label) <= 0.32 * size.width;
      const right = size.width - (data.margins?.right ?? (fits && data.note ? Math.max(beside, label) : 8));
      const domain = xRange(bars);
      const pitch = (right - left) / Math.max(1, Math.round((domain[1] - domain[0]) / gapOf(bars)));
      const gap = pitch > 4 ? 1.4 : pitch > 2 ? 0.7 : 0;
      const x = makeScale('linear', domain, [left, right]);
      const y = makeScale(kind, heights, [bottom, top]);
      drawYAxis(stage.layer('y-axis'), { scale: y, ticks: yTicks, left, right });
      stage
        .layer('bars')
        .attr('data-colour', data.colour)
        .selectAll<SVGRectElement, Bar>('rect')
        .data(bars, (d) => String(d.i))
        .join('rect')
        .attr('class', 'bar')
        .attr('data-highlight', (d) => (data.highlight === null ? null : String(d.x === data.highlight)))
        .attr('x', (d) => round(x(d.x) - pitch / 2 + gap / 2))
        .attr('width', round(Math.max(0.7, pitch - gap)))
        .attr('y', (d) => round(Math.min(y(d.value), y(kind === 'log' ? heights[0] : 0))))
        .attr('height', (d) => round(Math.abs(y(kind === 'log' ? heights[0] : 0) - y(d.value))));
      const xTicks = endTicks(bars, domain, right - left);
      const axis = { scale: x, ticks: xTicks, left, right, bottom, width: size.width, label: data.x.label };
      drawXAxis(stage.layer('x-axis'), {
        ...axis,
        here: bars.some((b) => b.x === data.highlight) ? data.highlight : null,
      });
      drawNotes(stage.layer('words'), data, bars, { left, right, top, bottom, outside: fits, x, y });
    },
    destroy() {
      stage.close();
    },
  };
};

function barsOf({ values, xs, y }: BarsData): Bar[] {
  const bars: Bar[] = [];
  for (let i = 0; i < Math.min(values.length, xs.length); i++) {
    const value = values[i]!;
    if (Number.isFinite(value) && (y.scale === 'linear' || value > 0)) bars.push({ x: xs[i]!, value, i });
  }
  return bars;
}

/** The commonest distance between neighbours: bars stay apart where a step was not measured. */
function gapOf(bars: readonly Bar[]): number {
  const gaps = bars
    .slice(1)
    .map((b, i) => b.x - bars[i]!.x)
    .filter((g) => g > 0);
  return gaps.length === 0 ? 1 : gaps.sort((a, b) => a - b)[gaps.length >> 1]!;
}

function xRange(bars: readonly Bar[]): [number, number] {
  if (bars.length === 0) return [0, 10];
  const half = gapOf(bars) / 2;
  return [bars[0]!.x - half, bars.at(-1)!.x + half];
}

function yRange(bars: readonly Bar[], kind: ScaleKind): [number, number] {
  const values = bars.map((b) => b.value);
  if (values.length === 0) return kind === 'log' ? [0.1, 10] : [0, 1];
  const high = largest(values);
  const low = Math.min(...values);
  if (kind === 'log') return [10 ** Math.floor(Math.log10(low) - 0.02), 10 ** (Math.log10(high) + 0.1)];
  if (high === 0 && low === 0) return [0, 1];
  const scale = makeScale('linear', [Math.min(0, low), Math.max(0, high)], [0, 1]);
  return scale.nice(3).domain() as [number, number];
}

/** First and last x always, and round ones between where there is room. */
function endTicks(bars: readonly Bar[], domain: [number, number], room: number): ReturnType<typeof ticksFor> {
  const first = bars[0]?.x;
  const last = bars.at(-1)?.x;
  if (first === undefined || last === undefined) return { major: [], minor: [] };
  const between = ticksFor('linear', domain, room, 80).major.filter(({ value }) => {
    const px = (room * (value - first)) / Math.max(1e-300, domain[1] - domain[0]);
    const toEnd = (room * (last - value)) / Math.max(1e-300, domain[1] - domain[0]);
    return px > 40 && toEnd > 40;
  });
  const ends = first === last ? [first] : [first, last];
  const major = [...ends.map((value) => ({ value, text: formatNumber(value) })), ...between];
  return { major: major.sort((a, b) => a.value - b.value), minor: [] };
}

interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
  outside: boolean;
  x: Scale;
  y: Scale;
}

function drawNotes(group: Group, data: BarsData, bars: readonly Bar[], room: Room): void {
  const words: Words[] = [];
  const chosen = bars.find((b) => b.x === data.highlight);
  if (data.note && room.outside)
    words.push({ key: 'note', x: room.right + 8, y: room.top + 8, text: data.note, kind: 'note' });
  else if (data.note)
    words.push({ key: 'note', x: room.right, y: room.top + 4, text: data.note, kind: 'note halo', anchor: 'end' });
  if (chosen) {
    const at = { x: room.x(chosen.x), y: Math.max(room.top + 6, room.y(chosen.value) - 5) };
    words.push({ key: 'chosen', ...at, text: formatNumber(chosen.value), kind: 'said halo', anchor: 'middle' });
  }
  if (bars.length === 0) {
    const at = { x: (room.left + room.right) / 2, y: (room.top + room.bottom) / 2 + 5 };
    words.push({ key: 'empty', ...at, text: data.empty, kind: 'empty halo', anchor: 'middle' });
  }
  drawWords(group, words);
}
