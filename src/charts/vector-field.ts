import { pointer } from 'd3';
import { makeScale, type Scale, ticksFor } from './axes.ts';
import type { MountChart, Size } from './chart.ts';
import { formatNumber } from './format.ts';
import { drawWords, openStage, round, type Stage, type Words } from './stage.ts';
import { stepKey } from './step-key.ts';
import { measure } from './text.ts';
import {
  arrowPath,
  boundsOfField,
  dotPath,
  ellipsePath,
  type FieldMark,
  linePath,
  markSaid,
  marksOf,
  type VectorFieldData,
} from './vector-field-data.ts';

export type { VectorFieldData } from './vector-field-data.ts';

interface Plane {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** What is drawn of one series, as the paths of a group. */
interface Drawn {
  readonly key: string;
  readonly colour: number;
  readonly alpha: number;
  readonly paths: readonly { readonly kind: string; readonly d: string; readonly alpha: number }[];
}

/** Height of the row of names above the plane. */
const ROW = 20;
/** The pointer takes what is at most so many pixels away. */
const REACH = 24;

/** Arrows, points, lines and ellipses in the plane, the same unit on both axes. */
export const mountVectorField: MountChart<VectorFieldData> = (host) => {
  const stage = openStage(host, 'vector-field', true);
  for (const name of ['axes', 'marks', 'words', 'names', 'hover']) stage.layer(name);
  let marks: readonly FieldMark[] = [];
  let plane: Plane | null = null;
  let label: VectorFieldData['label'];
  let chosen = -1;

  const show = (index: number): void => {
    chosen = index;
    drawHover(stage, marks[index] ?? null, plane);
    stage.say(marks[index] ? markSaid(marks[index], label) : '');
  };
  stage.svg
    .on('pointermove', (event: PointerEvent) => {
      const [px, py] = pointer(event, stage.svg.node());
      show(nearest(marks, plane, px, py));
    })
    .on('pointerleave blur', () => show(-1))
    .on('keydown', (event: KeyboardEvent) => {
      const next = marks.length > 0 ? stepKey(event.key, chosen, marks.length) : undefined;
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show(next);
    });

  return {
    draw(data, size) {
      if (size.width < 60 || size.height < 60) return;
      stage.fit(size);
      plane = planeOf(data, size);
      marks = marksOf(data);
      label = data.label;
      drawAxes(stage, data, plane);
      drawMarks(stage, seriesOf(data, plane));
      drawWords(stage.layer('names'), namesOf(data, plane, size, marks.length === 0));
      show(Math.min(chosen, marks.length - 1));
    },
    destroy() {
      stage.close();
    },
  };
};

const namedIn = ({ dots = [], arrows = [], lines = [] }: VectorFieldData) => [
  ...dots.filter(({ name }) => name).map(({ name, colour, open }) => ({ name, colour, sign: open ? '○' : '●' })),
  ...arrows.filter(({ name }) => name).map(({ name, colour }) => ({ name, colour, sign: '→' })),
  ...lines.filter(({ name }) => name).map(({ name, colour }) => ({ name, colour, sign: '—' })),
];

/** The same unit on both axes, the domain in the middle of what is left over. */
function planeOf(data: VectorFieldData, { width, height }: Size): Plane {
  const [[x0, x1], [y0, y1]] = boundsOfField(data);
  const label = data.label ?? { x: '', y: '' };
  const rows = namedIn(data).length > 0 ? rowsOf(data, width - 34).length : 0;
  const room = { left: 34, right: 8, top: 8 + ROW * rows + (label.y ? 6 : 0), bottom: 26 };
  const wide = Math.max(10, width - room.left - room.right);
  const tall = Math.max(10, height - room.top - room.bottom);
  const unit = Math.min(wide / (x1 - x0), tall / (y1 - y0));
  // The axes take the whole room, so that their ends do not jump: the domain is widened instead.
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const [left, top] = [room.left, room.top];
  const [right, bottom] = [left + wide, top + tall];
  const [hx, hy] = [wide / unit / 2, tall / unit / 2];
  return {
    left,
    right,
    top,
    bottom,
    x: makeScale('linear', [cx - hx, cx + hx], [left, right]),
    y: makeScale('linear', [cy - hy, cy + hy], [bottom, top]),
  };
}

function drawAxes(stage: Stage, { label }: VectorFieldData, { x, y, left, right, top, bottom }: Plane): void {
  const across = ticksFor('linear', x.domain() as [number, number], right - left, 80).major;
  const upward = ticksFor('linear', y.domain() as [number, number], bottom - top, 60).major;
  const labelFrom = right - (label?.x ? measure(label.x, 12) + 6 : 0);
  const words: Words[] = [];
  for (const { value, text } of across) {
    if (x(value) + measure(text, 12) / 2 >= labelFrom) continue;
    words.push({ key: `x ${value}`, x: x(value), y: bottom + 16, text, kind: 'value', anchor: 'middle' });
  }
  for (const { value, text } of upward)
    words.push({ key: `y ${value}`, x: left - 8, y: y(value) + 4, text, kind: 'value', anchor: 'end' });
  if (label?.x) words.push({ key: 'label x', x: right, y: bottom + 16, text: label.x, kind: 'value', anchor: 'end' });
  if (label?.y) words.push({ key: 'label y', x: left + 6, y: top + 10, text: label.y, kind: 'value halo' });
  const ticks = [
    ...across.map(({ value }) => `M${round(x(value))},${bottom}v4`),
    ...upward.map(({ value }) => `M${left},${round(y(value))}h-4`),
  ];
  stage
    .layer('axes')
    .selectAll('path')
    .data([
      { kind: 'axis', d: `M${left},${round(top)}V${round(bottom)}H${round(right)}` },
      { kind: 'tick', d: ticks.join('') },
    ])
    .join('path')
    .attr('class', (one) => one.kind)
    .attr('d', (one) => one.d);
  drawWords(stage.layer('words'), words);
}

/** Everything as paths, back to front: faint points, lines, arrows, points, ellipses. */
function seriesOf({ dots = [], arrows = [], lines = [], ellipses = [] }: VectorFieldData, plane: Plane): Drawn[] {
  const { x, y } = plane;
  const drawn: (Drawn & { readonly order: number })[] = [];
  lines.forEach((one, k) => {
    const paths = [{ kind: 'line', d: linePath(one, x, y), alpha: 1 }];
    drawn.push({ key: `line ${k}`, colour: one.colour ?? 0, alpha: one.faint ? 0.35 : 1, paths, order: 1 });
  });
  ellipses.forEach((one, k) => {
    const paths = Array.from({ length: one.x.length }, (_, i) => ({
      kind: 'line',
      d: ellipsePath(one, i, x, y),
      alpha: Math.min(1, Math.max(0.15, one.weights?.[i] ?? 1)),
    }));
    drawn.push({ key: `ellipse ${k}`, colour: one.colour ?? 0, alpha: 1, paths, order: 5 });
  });
  arrows.forEach((one, k) => {
    const paths = [{ kind: 'line', d: arrowPath(one, x, y), alpha: 1 }];
    drawn.push({ key: `arrow ${k}`, colour: one.colour ?? 0, alpha: one.faint ? 0.4 : 1, paths, order: 3 });
  });
  dots.forEach((one, k) => {
    const count = Math.min(one.x.length, one.y.length);
    const radius = one.radius ?? (count > 800 ? 1.3 : count > 200 ? 1.9 : count > 60 ? 2.6 : 3.6);
    const paths = [{ kind: one.open ? 'datum open' : 'datum', d: dotPath(one, x, y, radius), alpha: 1 }];
    drawn.push({
      key: `dots ${k}`,
      colour: one.colour ?? 0,
      alpha: one.faint ? 0.38 : 1,
      paths,
      order: one.faint ? 0 : 4,
    });
  });
  return drawn.sort((a, b) => a.order - b.order);
}

function drawMarks(stage: Stage, series: readonly Drawn[]): void {
  stage
    .layer('marks')
    .selectAll<SVGGElement, Drawn>(':scope > g')
    .data([...series], (d) => d.key)
    .join('g')
    .order()
    .attr('data-colour', (d) => d.colour)
    .attr('opacity', (d) => (d.alpha < 1 ? d.alpha : null))
    .selectAll<SVGPathElement, Drawn['paths'][number]>('path')
    .data((d) => [...d.paths])
    .join('path')
    .attr('class', (d) => d.kind)
    .attr('data-weight', 'other')
    .attr('stroke-opacity', (d) => (d.alpha < 1 ? round(10 * d.alpha) / 10 : null))
    .attr('d', (d) => d.d);
}

/** Names side by side, in as many rows as they need. */
function rowsOf(data: VectorFieldData, room: number) {
  const rows: { text: string; colour: number; at: number }[][] = [[]];
  let at = 0;
  for (const { name, colour, sign } of namedIn(data)) {
    const text = `${sign} ${name}`;
    const width = measure(text, 13);
    if (at > 0 && at + width > room) {
      rows.push([]);
      at = 0;
    }
    rows.at(-1)!.push({ text, colour: colour ?? 0, at });
    at += width + 18;
  }
  return rows;
}

function namesOf(data: VectorFieldData, plane: Plane, { width }: Size, empty: boolean): Words[] {
  const words: Words[] = rowsOf(data, width - 34).flatMap((row, k) =>
    row.map(({ text, colour, at }) => ({
      key: `name ${text}`,
      x: plane.left + at,
      y: 14 + ROW * k,
      text,
      kind: 'name',
      colour,
    })),
  );
  if (empty)
    words.push({
      key: 'empty',
      x: (plane.left + plane.right) / 2,
      y: (plane.top + plane.bottom) / 2,
      text: data.empty ?? 'Press Run, or Space.',
      kind: 'empty halo',
      anchor: 'middle',
    });
  return words;
}

function nearest(marks: readonly FieldMark[], plane: Plane | null, px: number, py: number): number {
  if (!plane) return -1;
  let best = -1;
  let least = REACH;
  marks.forEach(({ x, y }, k) => {
    const away = Math.hypot(plane.x(x) - px, plane.y(y) - py);
    if (away < least) {
      least = away;
      best = k;
    }
  });
  return best;
}

function drawHover(stage: Stage, mark: FieldMark | null, plane: Plane | null): void {
  const group = stage.layer('hover');
  const at = mark && plane ? [{ x: plane.x(mark.x), y: plane.y(mark.y) }] : [];
  for (const kind of ['ring-halo', 'ring'])
    group
      .selectAll<SVGCircleElement, (typeof at)[number]>(`circle.${kind}`)
      .data(at)
      .join('circle')
      .attr('class', kind)
      .attr('r', 6)
      .attr('cx', (d) => round(d.x))
      .attr('cy', (d) => round(d.y));
  const [place] = at;
  if (!mark || !plane || !place) {
    drawWords(group, []);
    return;
  }
  const where = `${formatNumber(mark.x, 3)}, ${formatNumber(mark.y, 3)}`;
  const goes = mark.to ? ` → ${formatNumber(mark.to[0], 3)}, ${formatNumber(mark.to[1], 3)}` : '';
  const text = mark.name === '' ? where + goes : `${mark.name}: ${where}${goes}`;
  const width = measure(text, 13);
  const flips = place.x + 10 + width > plane.right + 8;
  const x = flips ? Math.max(width, place.x - 10) : place.x + 10;
  const y = Math.max(plane.top + 10, place.y - 10);
  drawWords(group, [{ key: 'said', x, y, text, kind: 'said halo', anchor: flips ? 'end' : 'start' }]);
}
