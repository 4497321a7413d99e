import { area, line } from 'd3';
import { drawXAxis, drawYAxis, makeScale, type Scale, ticksFor, yAxisRoom } from './axes.ts';
import type { MountChart, Size } from './chart.ts';
import { markerOf, orderColour, readTokens } from './colour.ts';
import { formatNumber } from './format.ts';
import { domainOf, type PlotData, type PlotSeries, pitchOf, pointSaid, pointsOf, stopsOf } from './plot-data.ts';
import { drawWords, type Group, openStage, round, type Stage, type Words } from './stage.ts';
import { stepKey } from './step-key.ts';
import { measure } from './text.ts';

export type { PlotAxis, PlotData, PlotSeries } from './plot-data.ts';

interface Point {
  readonly i: number;
  readonly x: number;
  readonly y: number;
  readonly series: PlotSeries;
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** Points, lines, bands and bars over two numbers, with the lines they are read against. */
export const mountPlot: MountChart<PlotData> = (host) => {
  const stage = openStage(host, 'plot', true);
  for (const name of ['y-axis', 'x-axis', 'lines', 'marks', 'words', 'hover', 'area']) stage.layer(name);
  let points: Point[] = [];
  let frame: Frame | null = null;
  let data: PlotData | null = null;
  let chosen = -1;

  const show = (index: number): void => {
    chosen = index;
    if (frame && data) drawHover(stage.layer('hover'), points[index] ?? null, frame, data);
    stage.say(data && points[index] ? pointSaid(points[index], data, host.dataset.title ?? '') : '');
  };
  stage.svg
    .on('pointermove', (event: PointerEvent) => {
      const box = stage.svg.node()!.getBoundingClientRect();
      show(nearest(points, frame, event.clientX - box.left, event.clientY - box.top));
    })
    .on('pointerleave blur', () => show(-1))
    .on('keydown', (event: KeyboardEvent) => {
      const next = points.length > 0 ? stepKey(event.key, chosen, points.length) : undefined;
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show(next);
    });

  return {
    draw(next, size) {
      if (size.width < 60 || size.height < 40) return;
      stage.fit(size);
      data = next;
      frame = layOut(next, size);
      points = next.series
        .filter(({ faint }) => !faint)
        .flatMap((series) => stopsOf(series, next).map((point) => ({ ...point, series })));
      const { left, right, top, bottom } = frame;
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
      drawAxes(stage, next, frame, size);
      drawReferences(stage.layer('lines'), next, frame);
      drawSeries(stage, next, frame);
      drawWords(stage.layer('words'), wordsOf(next, frame, size));
      show(chosen);
    },
    destroy() {
      stage.close();
    },
  };
};

const isEmpty = ({ series, x, y }: PlotData): boolean =>
  series.every((one) => pointsOf(one, x.scale, y.scale).length === 0);

const named = ({ series }: PlotData): PlotSeries[] => series.filter(({ name, faint }) => name !== '' && !faint);
/** Lines are named at their right end; a picture of dots or bars alone has its names in a row above. */
const besideEnds = (data: PlotData): boolean =>
  named(data).length > 0 && named(data).every(({ form }) => form === 'line' || form === 'lineDots');

function layOut(data: PlotData, { width, height }: Size): Frame {
  const row = named(data).length > 1 && !besideEnds(data);
  const top = (data.y.label === '' ? 10 : 26) + (row ? 18 : 0);
  const bottom = height - 24;
  const [xs, ys] = [domainOf(data, 'x'), domainOf(data, 'y')];
  const left = yAxisRoom(ticksFor(data.y.scale, ys, bottom - top, 26).major);
  const names = besideEnds(data) ? Math.max(...named(data).map(({ name }) => measure(name, 13))) + 12 : 0;
  const right = width - Math.max(12, Math.min(names, 0.4 * width));
  return {
    left,
    right,
    top,
    bottom,
    x: makeScale(data.x.scale, xs, [left, right]),
    y: makeScale(data.y.scale, ys, [bottom, top]),
  };
}

function drawAxes(stage: Stage, data: PlotData, { left, right, top, bottom, x, y }: Frame, { width }: Size): void {
  const yTicks = ticksFor(data.y.scale, y.domain() as [number, number], bottom - top, 26);
  drawYAxis(stage.layer('y-axis'), { scale: y, ticks: yTicks, left, right });
  const xTicks = ticksFor(data.x.scale, x.domain() as [number, number], right - left, 56);
  drawXAxis(stage.layer('x-axis'), {
    scale: x,
    ticks: xTicks,
    left,
    right,
    bottom,
    width,
    label: data.x.label,
    here: null,
  });
}

function drawReferences(group: Group, data: PlotData, { left, right, top, bottom, x, y }: Frame): void {
  const lines = isEmpty(data) ? [] : (data.lines ?? []).filter(({ at }) => Number.isFinite(at));
  group
    .selectAll<SVGPathElement, (typeof lines)[number]>('path')
    .data(lines)
    .join('path')
    .attr('class', (d) => (d.label === '' ? 'hair' : 'floor'))
    .attr('d', (d) => (d.axis === 'y' ? `M${left},${round(y(d.at))}H${right}` : `M${round(x(d.at))},${top}V${bottom}`));
}

function drawSeries(stage: Stage, data: PlotData, frame: Frame): void {
  const { x, y } = frame;
  const { dark } = readTokens(stage.root);
  const groups = stage
    .layer('marks')
    .selectAll<SVGGElement, PlotSeries>(':scope > g')
    .data([...data.series].sort((a, b) => Number(b.faint ?? false) - Number(a.faint ?? false)))
    .join('g')
    .attr('data-colour', (d) => d.colour ?? 0);
  groups.each(function (series) {
    const points = pointsOf(series, data.x.scale, data.y.scale);
    const lined = series.form === 'line' || series.form === 'lineDots';
    const path = (kind: string, d: string | null): void => {
      const found = this.querySelector(`:scope > path.${kind}`);
      if (d === null) {
        found?.remove();
        return;
      }
      const node = found ?? this.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
      node.setAttribute('class', kind);
      node.setAttribute('d', d);
      if (kind === 'line') {
        node.setAttribute('data-weight', series.faint ? 'ghost' : 'other');
        if (series.dashed) node.setAttribute('stroke-dasharray', '5 4');
        else node.removeAttribute('stroke-dasharray');
      }
    };
    const { low, high } = series;
    const clamp = (value: number) => Math.max(frame.top, Math.min(frame.bottom, value));
    const sides = low && high ? points.filter(({ i }) => Number.isFinite(low[i]!) && Number.isFinite(high[i]!)) : [];
    const band = area<{ i: number; x: number }>(
      (p) => x(p.x),
      (p) => clamp(y(low?.[p.i] ?? 0)),
      (p) => clamp(y(high?.[p.i] ?? 0)),
    );
    path('band', lined && sides.length > 1 ? band(sides) : null);
    path(
      'line',
      lined
        ? line<{ x: number; y: number }>(
            (p) => round(x(p.x)),
            (p) => round(y(p.y)),
          )(points)
        : null,
    );
    const bars = sides.map(
      ({ i, x: at }) => `M${round(x(at))},${round(clamp(y(low![i]!)))}V${round(clamp(y(high![i]!)))}`,
    );
    path('below', !lined && bars.length > 0 ? bars.join('') : null);
    drawDots(this, series, series.form === 'dots' || series.form === 'lineDots' ? points : [], frame, dark);
    drawBars(this, series.form === 'bars' ? points : [], frame);
  });
}

function drawDots(
  node: SVGGElement,
  series: PlotSeries,
  points: { i: number; x: number; y: number }[],
  { x, y }: Frame,
  dark: boolean,
): void {
  const marker = markerOf(series.colour ?? 1, points.length > 400 ? 2 : points.length > 60 ? 3 : 4);
  const wanted = points.map(({ i, x: at, y: up }) => ({ i, d: `translate(${round(x(at))},${round(y(up))})` }));
  const nodes = [...node.querySelectorAll<SVGPathElement>(':scope > path.marker')];
  for (const extra of nodes.splice(wanted.length)) extra.remove();
  wanted.forEach(({ i, d }, k) => {
    const dot = nodes[k] ?? node.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
    dot.setAttribute('class', marker.open && !series.values ? 'marker open' : 'marker');
    dot.setAttribute('d', marker.path);
    dot.setAttribute('transform', d);
    const value = series.values?.[i];
    dot.style.fill = value === undefined ? '' : orderColour(value, dark);
  });
}

function drawBars(
  node: SVGGElement,
  points: { i: number; x: number; y: number }[],
  { x, y, bottom, left, right }: Frame,
): void {
  const nodes = [...node.querySelectorAll<SVGRectElement>(':scope > rect')];
  for (const extra of nodes.splice(points.length)) extra.remove();
  const pitch = pitchOf(points.map((p) => x(p.x))) || 0.3 * (right - left);
  const gap = pitch > 4 ? 1.4 : pitch > 2 ? 0.7 : 0;
  const base = y.domain()[0]! > 0 ? bottom : Math.min(bottom, y(0));
  points.forEach((p, k) => {
    const bar = nodes[k] ?? node.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'rect'));
    bar.setAttribute('class', 'bar');
    bar.setAttribute('x', String(round(x(p.x) - pitch / 2 + gap / 2)));
    bar.setAttribute('width', String(round(Math.max(0.7, pitch - gap))));
    bar.setAttribute('y', String(round(Math.min(y(p.y), base))));
    bar.setAttribute('height', String(round(Math.abs(base - y(p.y)))));
  });
}

function wordsOf(data: PlotData, { left, right, top, bottom, x, y }: Frame, { width }: Size): Words[] {
  const words: Words[] = [];
  if (data.y.label !== '') words.push({ key: 'y', x: 0, y: 12, text: data.y.label, kind: 'note' });
  for (const { axis, at, label } of isEmpty(data) ? [] : (data.lines ?? [])) {
    if (label === '' || !Number.isFinite(at)) continue;
    if (axis === 'y') {
      const up = y(at);
      const over = up - 5 > top + 8;
      words.push({ key: `line ${label}`, x: left + 6, y: over ? up - 5 : up + 14, text: label, kind: 'note halo' });
    } else {
      const flips = x(at) + 6 + measure(label, 12) > width;
      const place = { x: x(at) + (flips ? -5 : 5), y: top + 10, anchor: flips ? 'end' : 'start' } as const;
      words.push({ key: `line ${label}`, ...place, text: label, kind: 'note halo' });
    }
  }
  if (besideEnds(data)) {
    const ends = named(data).flatMap((series) => {
      const last = pointsOf(series, data.x.scale, data.y.scale).at(-1);
      return last ? [{ series, x: x(last.x), y: Math.max(top, Math.min(bottom, y(last.y))) + 4 }] : [];
    });
    ends.sort((a, b) => a.y - b.y);
    for (let k = 1; k < ends.length; k++) ends[k]!.y = Math.max(ends[k]!.y, ends[k - 1]!.y + 15);
    const over = Math.max(0, (ends.at(-1)?.y ?? 0) - bottom - 4);
    ends.forEach(({ series, x: at, y: up }) => {
      const common = { key: `name ${series.name}`, text: series.name, kind: 'name halo', colour: series.colour ?? 0 };
      words.push({ ...common, x: Math.min(at, right) + 8, y: up - over });
    });
  } else if (named(data).length > 1) {
    let at = left;
    for (const series of named(data)) {
      const text = `${series.form === 'bars' ? '▮' : markSign(series.colour ?? 1)} ${series.name}`;
      words.push({ key: `name ${series.name}`, x: at, y: top - 10, text, kind: 'name', colour: series.colour ?? 0 });
      at += measure(text, 13) + 18;
    }
  }
  if (isEmpty(data)) {
    const text = data.empty ?? 'Press Run, or Space.';
    words.push({
      key: 'empty',
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      text,
      kind: 'empty halo',
      anchor: 'middle',
    });
  }
  return words;
}

/** The marker of a series as a character, in the order of the design's shapes. */
const markSign = (colour: number): string => [...'●■▲◆▼○□△'][(Math.max(1, colour) - 1) % 8]!;

function nearest(points: readonly Point[], frame: Frame | null, px: number, py: number): number {
  if (!frame) return -1;
  let best = -1;
  let distance = 30;
  points.forEach((point, index) => {
    const away = Math.hypot(frame.x(point.x) - px, (frame.y(point.y) - py) * 0.7);
    if (away < distance) {
      distance = away;
      best = index;
    }
  });
  return best;
}

function drawHover(group: Group, point: Point | null, { x, y, left, right, top }: Frame, data: PlotData): void {
  const at = point ? [{ x: round(x(point.x)), y: round(y(point.y)) }] : [];
  for (const kind of ['ring-halo', 'ring']) {
    group
      .selectAll<SVGCircleElement, (typeof at)[number]>(`circle.${kind}`)
      .data(at)
      .join('circle')
      .attr('class', kind)
      .attr('r', 6)
      .attr('cx', (d) => d.x)
      .attr('cy', (d) => d.y);
  }
  if (!point) {
    drawWords(group, []);
    return;
  }
  const { series, i } = point;
  const said = series.labels?.[i] ?? `${formatNumber(point.x, 3)}, ${formatNumber(point.y, 3)}`;
  const text = [named(data).length > 1 ? series.name : '', said].filter((part) => part !== '').join(': ');
  const width = measure(text, 13);
  const anchor = x(point.x) + 10 + width > right + 60 ? 'end' : 'start';
  const place = { x: x(point.x) + (anchor === 'end' ? -10 : 10), y: Math.max(top + 10, y(point.y) - 10) };
  if (anchor === 'end' && place.x - width < 0) place.x = Math.max(left, width);
  drawWords(group, [{ key: 'said', ...place, text, kind: 'said halo', anchor }]);
}
