import { select } from 'd3';
import { drawXAxis, drawYAxis } from './axes.ts';
import type { MountChart } from './chart.ts';
import { markerOf } from './colour.ts';
import { type LineData, type LineSeries, lastAt } from './line-data.ts';
import { type Layout, layOut } from './line-layout.ts';
import { drawLimits } from './line-limits.ts';
import { type Drawing, dashesOf, drawNames } from './line-names.ts';
import { bandPath, columnEdges, type Plot, traceOf } from './line-path.ts';
import { listen } from './line-pointer.ts';
import { isEmpty } from './line-scales.ts';
import { drawWords, type Group, openStage, round, type Stage, type Words } from './stage.ts';
import { measure } from './text.ts';

export type { Axis, LineData, LineSeries, Reference } from './line-data.ts';
export { countNotFinite } from './line-data.ts';

/** Curves against steps, work or seconds, with the limits they are read against. */
export const mountLine: MountChart<LineData> = (host) => {
  const stage = openStage(host, 'line', true);
  // The order of the layers is the order of painting.
  const layers = ['y-axis', 'x-axis', 'limits', 'marks', 'limit-names', 'names', 'cross', 'brush', 'area'];
  for (const name of layers) stage.layer(name);
  const clip = stage.layer('marks').append('svg');
  let drawn: { data: LineData; plot: Plot } | null = null;
  listen(
    stage,
    () => drawn,
    (range) => drawBrush(stage.layer('brush'), drawn?.plot ?? null, range),
  );

  return {
    draw(data, size) {
      if (size.width < 60 || size.height < 40) return;
      stage.fit(size);
      const layout = layOut(data, size);
      const { plot } = layout;
      drawn = { data, plot };
      const { left, right, top, bottom } = plot;
      // A nested svg cuts what is zoomed away without an id that a second chart could share.
      clip
        .attr('x', left - 3)
        .attr('y', top - 3)
        .attr('width', right - left + 6)
        .attr('height', bottom - top + 6)
        .attr('viewBox', `${left - 3} ${top - 3} ${right - left + 6} ${bottom - top + 6}`);
      stage
        .layer('area')
        .selectAll('rect')
        .data([0])
        .join('rect')
        .attr('class', 'plot-area')
        .attr('x', left)
        .attr('y', top)
        .attr('width', right - left)
        .attr('height', bottom - top);
      const here = crosshairWithin(data, plot);
      drawYAxis(stage.layer('y-axis'), { scale: plot.y, ticks: layout.yTicks, left, right });
      const { width } = size;
      drawXAxis(stage.layer('x-axis'), {
        scale: plot.x,
        ticks: layout.xTicks,
        left,
        right,
        bottom,
        width,
        label: data.x.label,
        here,
      });
      const edges = columnEdges(plot);
      const dashes = dashesOf(data.series);
      const drawings = data.series.flatMap((series, i): Drawing[] =>
        series.hidden ? [] : [{ series, trace: traceOf(series, series.ys, plot, edges), dash: dashes[i] ?? null }],
      );
      drawMarks(clip as unknown as Group, drawings, plot, edges, here === null);
      const taken = drawLimits(stage.layer('limits'), stage.layer('limit-names'), data, layout);
      taken.push(...drawOutcomes(stage.layer('limit-names'), drawings, data, layout));
      drawNames(stage.layer('names'), { ...data, crosshair: here }, layout, drawings, size.width, taken);
      drawCrosshair(stage.layer('cross'), drawings, plot, here);
      drawEmpty(stage, data, plot);
      drawFit(stage, data, plot);
    },
    destroy() {
      drawn = null;
      stage.close();
    },
  };
};

function crosshairWithin({ crosshair, series }: LineData, plot: Plot): number | null {
  if (crosshair === null || series.every((s) => s.hidden || s.xs.length === 0)) return null;
  const at = plot.x(crosshair);
  return at >= plot.left - 0.5 && at <= plot.right + 0.5 ? crosshair : null;
}

const shown = new WeakMap<Element, string>();

/** A long path is parsed and painted anew when it is set, even to what it was; a moving crosshair leaves it alone. */
function setPath(node: Element, path: string): void {
  if (shown.get(node) === path) return;
  shown.set(node, path);
  node.setAttribute('d', path);
}

const depth = { ghost: 0, other: 1, current: 2 } as const;

function drawMarks(group: Group, drawings: readonly Drawing[], plot: Plot, edges: Float64Array, ends: boolean): void {
  const ordered = [...drawings].sort((a, b) => depth[a.series.weight] - depth[b.series.weight]);
  group
    .selectAll<SVGGElement, Drawing>('g.series')
    .data(ordered, (d) => d.series.id)
    .join((enter) => {
      const g = enter.append('g').attr('class', 'series');
      for (const name of ['band', 'line raw', 'line', 'points']) {
        g.append(name === 'points' ? 'g' : 'path').attr('class', name);
      }
      return g;
    })
    .order()
    .attr('data-colour', (d) => d.series.colour)
    .attr('data-id', (d) => d.series.id)
    .each(function ({ series, trace, dash }) {
      const [band, raw, line, points] = this.children as unknown as [Element, Element, Element, SVGGElement];
      setPath(band, bandPath(series, plot, edges));
      setPath(raw, series.raw ? traceOf(series, series.raw, plot, edges).path : '');
      select(raw).attr('data-weight', 'raw');
      select(line).attr('data-weight', series.weight).attr('stroke-dasharray', dash);
      setPath(line, trace.path);
      drawPoints(select(points) as unknown as Group, series, trace, plot, ends);
    });
}

interface Point {
  key: string;
  kind: string;
  path: string;
  x: number;
  y: number;
}

function drawPoints(group: Group, series: LineSeries, trace: Drawing['trace'], plot: Plot, ends: boolean): void {
  const points: Point[] = [];
  const { path, open } = markerOf(series.shape ?? series.colour);
  const kind = open ? 'marker open' : 'marker';
  // A run of one step has no line: its mark is all there is of it.
  const lone = series.xs.length === 1;
  const wanted = lone || (series.marker ?? series.weight === 'current');
  const few = series.marker === true && series.xs.length < 30;
  for (let i = few ? 0 : Math.max(0, trace.last); wanted && i <= trace.last; i++) {
    const atEnd = i === trace.last;
    if (!lone && !(few && !atEnd) && (!ends || series.diverged)) continue;
    if (!Number.isFinite(series.ys[i]) || (plot.yKind === 'log' && series.ys[i]! <= 0)) continue;
    points.push({ key: atEnd ? 'end' : String(i), kind, path, x: plot.x(series.xs[i]!), y: plot.y(series.ys[i]!) });
  }
  for (const x of trace.beyond)
    points.push({ key: `beyond ${x}`, kind: 'beyond', path: 'M-6,10L0,0L6,10Z', x, y: plot.top - 1 });
  for (const x of trace.below)
    points.push({ key: `below ${x}`, kind: 'below', path: 'M-4,-8L0,-1L4,-8Z', x, y: plot.bottom });
  group
    .selectAll<SVGPathElement, Point>('path')
    .data(points, (d) => d.key)
    .join('path')
    .attr('class', (d) => d.kind)
    .attr('d', (d) => d.path)
    .attr('transform', (d) => `translate(${round(d.x)},${round(d.y)})`);
}

/** Divergence is a result: it is named where the line leaves. */
function drawOutcomes(
  group: Group,
  drawings: readonly Drawing[],
  data: LineData,
  { plot }: Layout,
): { x: number; y: number; width: number; height: number }[] {
  const words: Words[] = [];
  for (const { series, trace } of drawings) {
    if (!series.diverged || trace.beyond.length === 0) continue;
    const at = trace.beyond.at(-1)!;
    const step = Math.round(plot.x.invert(at));
    const text = data.x.label.startsWith('step') ? `diverged at step ${step.toLocaleString('en-GB')}` : 'diverged';
    const width = measure(text, 13);
    const right = at + 14 + width <= plot.right + 40;
    const y = plot.top + 9 + 15 * words.length;
    words.push({
      key: series.id,
      x: right ? at + 14 : at - 14,
      y,
      text,
      kind: 'said halo',
      anchor: right ? 'start' : 'end',
    });
  }
  const inner = group.selectAll<SVGGElement, number>('g').data([0]).join('g');
  drawWords(inner as unknown as Group, words);
  return words.map(({ x, y, text, anchor }) => {
    const width = measure(text, 13);
    return { x: anchor === 'end' ? x - width : x, y: y - 12, width, height: 16 };
  });
}

function drawCrosshair(group: Group, drawings: readonly Drawing[], plot: Plot, here: number | null): void {
  const at = here === null ? null : Math.round(plot.x(here)) + 0.5;
  group
    .selectAll('path.crosshair')
    .data(at === null ? [] : [at])
    .join('path')
    .attr('class', 'crosshair')
    .attr('d', (x) => `M${x},${plot.top}V${plot.bottom}`);
  const dots: (Point & { colour: number })[] = [];
  for (const { series } of drawings) {
    const i = here === null ? -1 : lastAt(series.xs, here);
    if (i < 0 || series.weight === 'ghost' || !Number.isFinite(series.ys[i])) continue;
    const x = plot.x(series.xs[i]!);
    const y = plot.y(series.ys[i]!);
    const { path, open } = markerOf(series.shape ?? series.colour);
    if (!Number.isFinite(y) || y < plot.top - 1 || y > plot.bottom + 1 || x < plot.left - 1) continue;
    dots.push({ key: series.id, kind: open ? 'marker open' : 'marker', path, x, y, colour: series.colour });
  }
  group
    .selectAll<SVGPathElement, (typeof dots)[number]>('path.marker')
    .data(dots, (d) => d.key)
    .join('path')
    .attr('class', (d) => d.kind)
    .attr('data-colour', (d) => d.colour)
    .attr('data-id', (d) => d.key)
    .attr('d', (d) => d.path)
    .attr('transform', (d) => `translate(${round(d.x)},${round(d.y)})`);
}

function drawBrush(group: Group, plot: Plot | null, range: [number, number] | null): void {
  const shown = plot && range ? [range] : [];
  group
    .selectAll('rect')
    .data(shown)
    .join('rect')
    .attr('class', 'brush')
    .attr('x', ([from]) => from)
    .attr('y', plot?.top ?? 0)
    .attr('width', ([from, to]) => to - from)
    .attr('height', plot ? plot.bottom - plot.top : 0);
  group
    .selectAll('path')
    .data(shown)
    .join('path')
    .attr('class', 'brush-edge')
    .attr('d', ([from, to]) => `M${from},${plot!.top}V${plot!.bottom}M${to},${plot!.top}V${plot!.bottom}`);
}

function drawEmpty(stage: Stage, data: LineData, plot: Plot): void {
  const words: Words[] = [];
  if (isEmpty(data.series, data.x)) {
    const middle = (plot.left + plot.right) / 2;
    words.push({
      key: 'empty',
      x: middle,
      y: (plot.top + plot.bottom) / 2 - 6,
      text: data.empty,
      kind: 'empty halo',
      anchor: 'middle',
    });
  }
  drawWords(stage.layer('brush'), words);
}

/** The way back from a zoom is visible only while there is one. */
function drawFit(stage: Stage, data: LineData, plot: Plot): void {
  select(stage.root)
    .selectAll<HTMLButtonElement, LineData>(':scope > button')
    .data(data.zoom ? [data] : [])
    .join((enter) => enter.append('button').attr('type', 'button').attr('class', 'fit').text('fit'))
    .attr('aria-label', 'Fit: show the whole x axis')
    .style('left', `${plot.right - 36}px`)
    .style('top', `${plot.top}px`)
    .on('click', () => data.onZoom(null));
}
