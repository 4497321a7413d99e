import { tickStep, ticks } from 'd3';
import { drawXAxis, drawYAxis, makeScale, ticksFor, yAxisRoom } from './axes.ts';
import type { MountChart, Size } from './chart.ts';
import { markerOf, orderColour, readTokens } from './colour.ts';
import { formatNumber, formatTick } from './format.ts';
import { epochPlace, extentOf, gathered, type InformationPlaneData, type LayerPath } from './information-plane-data.ts';
import { drawHover, type Frame, nearest, type Spot } from './information-plane-hover.ts';
import { drawWords, type Group, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export type { InformationPlaneData, LayerPath } from './information-plane-data.ts';

/** Rectangles of the colour key. */
const KEY_STEPS = 96;
const KEY_HEIGHT = 6;

/** Layers moving in (I(X;T), I(T;Y)) through training, coloured by the logarithm of the epoch, below the bound. */
export const mountInformationPlane: MountChart<InformationPlaneData> = (host) => {
  const stage = openStage(host, 'information-plane', true);
  const layers = [
    'impossible',
    'y-axis',
    'x-axis',
    'limits',
    'ghosts',
    'paths',
    'ends',
    'key',
    'words',
    'area',
    'hover',
  ];
  for (const name of layers) stage.layer(name);
  let drawn: { data: InformationPlaneData; frame: Frame } | null = null;
  let chosen: Spot | null = null;

  const show = (spot: Spot | null): void => {
    chosen = spot;
    if (drawn) drawHover(stage.layer('hover'), spot, drawn.data, drawn.frame);
  };
  const place = (event: PointerEvent): [number, number] => {
    const box = stage.svg.node()!.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  let turning = false;
  const turn = (px: number): void => {
    if (!drawn) return;
    const { frame, data } = drawn;
    const last = data.epochs[data.epochs.length - 1] ?? 0;
    const along = Math.min(1, Math.max(0, (px - frame.left) / (frame.right - frame.left)));
    data.onEpoch?.(along >= 0.995 ? null : Math.expm1(along * Math.log1p(last)));
  };
  stage.svg
    .on('pointerdown', (event: PointerEvent) => {
      const [px, py] = place(event);
      if (!drawn || !(Math.abs(py - drawn.frame.key) < 16)) return;
      turning = true;
      stage.svg.node()!.setPointerCapture(event.pointerId);
      turn(px);
    })
    .on('pointermove', (event: PointerEvent) => {
      const [px, py] = place(event);
      if (turning) turn(px);
      else show(drawn && nearest(drawn.data, drawn.frame, px, py));
    })
    .on('pointerup pointercancel', () => {
      turning = false;
    })
    .on('pointerleave blur', () => show(null))
    .on('keydown', (event: KeyboardEvent) => {
      const paths = drawn?.data.paths ?? [];
      const last = (drawn?.data.epochs.length ?? 1) - 1;
      const ways = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
      const way = { ...ways, Home: [0, -last], End: [0, last] }[event.key];
      if (!way || paths.length === 0) return;
      event.preventDefault();
      const layer = chosen ? paths.findIndex(({ name }) => name === chosen!.path.name) + way[0]! : paths.length - 1;
      const k = chosen ? Math.min(last, Math.max(0, chosen.k + way[1]!)) : last;
      show({ path: paths[(layer + paths.length) % paths.length]!, k });
    });

  return {
    draw(data, size) {
      if (size.width < 60 || size.height < 60) return;
      stage.fit(size);
      const frame = layOut(data, size);
      drawn = { data, frame };
      const { left, right, top, bottom, x, y } = frame;
      const { dark } = readTokens(stage.root);
      drawBound(stage.layer('impossible'), stage.layer('limits'), data, frame);
      const yTicks = ticksFor('linear', y.domain() as [number, number], bottom - top, 40);
      drawYAxis(stage.layer('y-axis'), { scale: y, ticks: yTicks, left, right });
      const wanted = right - left > 420 ? 7 : 4;
      const [from, to] = x.domain() as [number, number];
      const step = tickStep(from, to, wanted);
      const major = ticks(from, to, wanted).map((value) => ({ value, text: formatTick(value, step) }));
      const axis = {
        scale: x,
        ticks: { major, minor: [] },
        left,
        right,
        bottom,
        width: size.width,
        label: '',
        here: null,
      };
      drawXAxis(stage.layer('x-axis'), axis);
      drawGhosts(stage.layer('ghosts'), data, frame);
      drawPaths(stage.layer('paths'), data, frame, dark);
      drawEnds(stage.layer('ends'), data, frame, dark);
      drawKey(stage.layer('key'), data, frame, dark);
      drawWords(stage.layer('words'), wordsOf(data, frame, size));
      const kept = chosen && data.paths.find(({ name }) => name === chosen!.path.name);
      show(kept && chosen!.k < data.epochs.length ? { path: kept, k: chosen!.k } : null);
    },
    destroy() {
      stage.close();
    },
  };
};

function layOut(data: InformationPlaneData, { width, height }: Size): Frame {
  const extent = extentOf(data);
  const keyed = data.onEpoch !== null;
  const top = 26;
  const bottom = height - (keyed ? 78 : 44);
  const left = yAxisRoom(ticksFor('linear', [extent.lowY, extent.y], bottom - top, 40).major);
  const right = width - 40;
  return {
    left,
    right,
    top,
    bottom,
    x: makeScale('linear', [extent.lowX, extent.x], [left, right]),
    y: makeScale('linear', [extent.lowY, extent.y], [bottom, top]),
    key: keyed ? bottom + 46 : Number.NaN,
  };
}

/** How many snapshots lie at or before the epoch looked at. */
function shown({ epochs, at }: InformationPlaneData): number {
  if (at === null) return epochs.length;
  let count = 0;
  while (count < epochs.length && epochs[count]! <= at) count++;
  return Math.max(Math.min(1, epochs.length), count);
}

const lineThrough = (xs: ArrayLike<number>, ys: ArrayLike<number>, { x, y }: Frame): string => {
  let path = '';
  for (let k = 0; k < xs.length; k++) {
    if (!Number.isFinite(xs[k]!) || !Number.isFinite(ys[k]!)) continue;
    path += `${path === '' ? 'M' : 'L'}${round(x(xs[k]!))},${round(y(ys[k]!))}`;
  }
  return path;
};

function drawBound(sunk: Group, limits: Group, { bound, limits: { hX } }: InformationPlaneData, frame: Frame): void {
  const { left, right, top, bottom, x } = frame;
  const line = bound ? lineThrough(bound.x, bound.y, frame) : '';
  const along = line === '' ? '' : `${line}H${right}`;
  const set = (group: Group, kind: string, paths: readonly string[]): void => {
    group
      .selectAll<SVGPathElement, string>(`path.${kind}`)
      .data(paths)
      .join('path')
      .attr('class', kind)
      .attr('d', (d) => d);
  };
  set(sunk, 'sunk', along === '' ? [] : [`M${left},${bottom}${along.replace('M', 'L')}V${top}H${left}Z`]);
  set(limits, 'edge', along === '' ? [] : [along]);
  set(limits, 'floor', Number.isFinite(hX) ? [`M${round(x(hX))},${top}V${bottom}`] : []);
}

function drawGhosts(group: Group, { ghosts }: InformationPlaneData, frame: Frame): void {
  group
    .selectAll<SVGPathElement, (typeof ghosts)[number]>('path')
    .data(ghosts)
    .join('path')
    .attr('class', 'seed')
    .attr('d', (d) => lineThrough(d.x, d.y, frame));
}

/** Segments and dots coloured by epoch; what lies after the epoch looked at is faint. */
function drawPaths(group: Group, data: InformationPlaneData, { x, y }: Frame, dark: boolean): void {
  const last = data.epochs[data.epochs.length - 1] ?? 0;
  const until = shown(data);
  const colour = (k: number) => orderColour(epochPlace(data.epochs[k]!, last), dark);
  // One path for all layers' segments that end at an epoch, and one for their dots: they share a colour.
  const marks: { key: string; d: string; colour: string; dot: boolean; later: boolean }[] = [];
  for (let k = 0; k < data.epochs.length; k++) {
    let lines = '';
    let dots = '';
    for (const { x: xs, y: ys } of data.paths) {
      if (!Number.isFinite(xs[k]!) || !Number.isFinite(ys[k]!)) continue;
      const at = `${round(x(xs[k]!))},${round(y(ys[k]!))}`;
      if (k > 0 && Number.isFinite(xs[k - 1]!)) lines += `M${round(x(xs[k - 1]!))},${round(y(ys[k - 1]!))}L${at}`;
      dots += `M${at}m-2.4,0a2.4,2.4 0 1,0 4.8,0a2.4,2.4 0 1,0 -4.8,0Z`;
    }
    const mark = { colour: colour(k), later: k >= until };
    if (lines !== '') marks.push({ ...mark, key: `line ${k}`, d: lines, dot: false });
    if (dots !== '') marks.push({ ...mark, key: `dot ${k}`, d: dots, dot: true });
  }
  group
    .selectAll<SVGPathElement, (typeof marks)[number]>('path')
    .data(marks, (d) => d.key)
    .join('path')
    .attr('class', (d) => (d.dot ? 'snapshot' : 'segment'))
    .attr('data-later', (d) => (d.later ? 'true' : null))
    .attr('d', (d) => d.d)
    .each(function ({ colour: value, dot }) {
      this.style.setProperty(dot ? 'fill' : 'stroke', value);
    });
}

/** The layers where the reader looks: each layer's own marker with an ink ring. */
function endsOf(data: InformationPlaneData, { x, y }: Frame): { path: LayerPath; x: number; y: number; k: number }[] {
  const k = shown(data) - 1;
  if (k < 0) return [];
  return data.paths.flatMap((path) =>
    Number.isFinite(path.x[k]!) && Number.isFinite(path.y[k]!) ? [{ path, x: x(path.x[k]!), y: y(path.y[k]!), k }] : [],
  );
}

function drawEnds(group: Group, data: InformationPlaneData, frame: Frame, dark: boolean): void {
  const last = data.epochs[data.epochs.length - 1] ?? 0;
  group
    .selectAll<SVGPathElement, ReturnType<typeof endsOf>[number]>('path')
    .data(endsOf(data, frame), (d) => d.path.name)
    .join('path')
    .attr('class', 'layer-end')
    .attr('d', (d) => markerOf(d.path.shape, 5.5).path)
    .attr('transform', (d) => `translate(${round(d.x)},${round(d.y)})`)
    .each(function ({ k }) {
      this.style.fill = orderColour(epochPlace(data.epochs[k]!, last), dark);
    });
}

function drawKey(group: Group, data: InformationPlaneData, { left, right, key }: Frame, dark: boolean): void {
  const last = data.epochs[data.epochs.length - 1] ?? 0;
  const width = (right - left) / KEY_STEPS;
  const steps = Number.isFinite(key) && data.epochs.length > 0 ? Array.from({ length: KEY_STEPS }, (_, k) => k) : [];
  group
    .selectAll<SVGRectElement, number>('rect')
    .data(steps)
    .join('rect')
    .attr('class', 'key')
    .attr('x', (k) => round(left + k * width))
    .attr('width', round(width + 0.6))
    .attr('y', key)
    .attr('height', KEY_HEIGHT)
    .each(function (k) {
      this.style.fill = orderColour((k + 0.5) / KEY_STEPS, dark);
    });
  const handle = steps.length === 0 ? [] : [left + (right - left) * epochPlace(data.at ?? last, last)];
  group
    .selectAll<SVGCircleElement, number>('circle')
    .data(handle)
    .join('circle')
    .attr('class', 'handle')
    .attr('r', 7)
    .attr('cx', (d) => round(d))
    .attr('cy', key + KEY_HEIGHT / 2);
}

function wordsOf(data: InformationPlaneData, frame: Frame, { width }: Size): Words[] {
  const { left, right, top, bottom, x, y, key } = frame;
  const { hX, hY } = data.limits;
  const words: Words[] = [
    { key: 'y', x: 0, y: 12, text: data.axes.y, kind: 'note' },
    { key: 'x', x: right, y: bottom + 34, text: data.axes.x, kind: 'note', anchor: 'end' },
  ];
  const narrow = width < 420;
  if (data.bound && Number.isFinite(hY)) {
    const text = narrow ? 'bound' : 'bound: no layer can lie above';
    words.push({
      key: 'bound',
      x: left + 12 + x(Math.min(hY, x.domain()[1]!)) - left,
      y: y(hY) - 8,
      text,
      kind: 'note',
    });
  }
  if (Number.isFinite(hX) && x(hX) <= right + 1) {
    const text = `*H*(*X*) = ${formatNumber(hX, 4)} bits`;
    words.push({ key: 'hX', x: x(hX) - 6, y: bottom - 8, text, kind: 'note halo', anchor: 'end' });
  }
  const ends = endsOf(data, frame).map(({ path, x: at, y: up }) => ({ name: path.name, x: at, y: up }));
  for (const { text, x: at, y: up } of gathered(ends)) {
    const beside = at + 12 + measure(text, 14) < width;
    const place = beside ? { x: at + 11, y: up + 5 } : { x: at, y: up - 12, anchor: 'end' as const };
    words.push({ key: `end ${text}`, ...place, text, kind: 'said halo' });
  }
  const last = data.epochs[data.epochs.length - 1] ?? 0;
  if (Number.isFinite(key) && data.epochs.length > 0) {
    const label = 'epoch, log';
    let free = Number.NEGATIVE_INFINITY;
    const stops = [0, 1, 10, 100, 1000, 10_000].filter((epoch) => epoch < last * 0.6);
    const limit = right - measure(`${formatNumber(last)}`, 12) - measure(label, 12) - 24;
    for (const epoch of stops) {
      const at = left + (right - left) * epochPlace(epoch, last);
      if (at < free || at > limit) continue;
      words.push({
        key: `key ${epoch}`,
        x: at,
        y: key + 22,
        text: formatNumber(epoch),
        kind: 'value',
        anchor: epoch === 0 ? 'start' : 'middle',
      });
      free = at + 34;
    }
    words.push({ key: 'key last', x: right, y: key + 22, text: formatNumber(last), kind: 'value', anchor: 'end' });
    words.push({
      key: 'key label',
      x: right - measure(formatNumber(last), 12) - 12,
      y: key + 22,
      text: label,
      kind: 'value',
      anchor: 'end',
    });
  }
  if (data.epochs.length === 0)
    words.push({
      key: 'empty',
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      text: data.empty,
      kind: 'empty halo',
      anchor: 'middle',
    });
  return words;
}
