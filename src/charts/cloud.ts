import { pointer } from 'd3';
import { makeScale, type Scale, ticksFor } from './axes.ts';
import type { MountChart, Size } from './chart.ts';
import { boundsOf, type CloudData, heaviest, orderOfSource, type Side } from './cloud-data.ts';
import { type Disc, inkDiscs, inkStrokes, joinDiscs, joinStrokes, type Stroke } from './cloud-marks.ts';
import { css, orderColour, readTokens, type Tokens } from './colour.ts';
import { placeSaid } from './place-said.ts';
import { largest } from './silhouette.ts';
import { drawWords, openStage, round, type Stage, type Words } from './stage.ts';
import { measure } from './text.ts';

export type { CloudData } from './cloud-data.ts';

interface Plane {
  x: Scale;
  y: Scale;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const mostEdges = 2000;
/** From here on canvas draws what SVG would draw too slowly. */
const mostNodes = 500;
/** Of a larger cloud evenly many points are drawn: more cover one another, and a frame has 16 ms. */
const mostPoints = 4000;

/** The same unit on both axes, the domain in the middle of what is left over. */
function planeOf(data: CloudData, { width, height }: Size): Plane {
  const [[x0, x1], [y0, y1]] = boundsOf(data);
  const room = data.label ? { left: 34, right: 10, top: 8, bottom: 26 } : { left: 6, right: 6, top: 6, bottom: 6 };
  const wide = Math.max(10, width - room.left - room.right);
  const tall = Math.max(10, height - room.top - room.bottom);
  const unit = Math.min(wide / (x1 - x0), tall / (y1 - y0));
  const left = room.left + (wide - unit * (x1 - x0)) / 2;
  const top = room.top + (tall - unit * (y1 - y0)) / 2;
  const right = left + unit * (x1 - x0);
  const bottom = top + unit * (y1 - y0);
  return {
    left,
    right,
    top,
    bottom,
    x: makeScale('linear', [x0, x1], [left, right]),
    y: makeScale('linear', [y0, y1], [bottom, top]),
  };
}

/** Two weighted clouds in the plane and the mass that goes from one to the other. */
export const mountCloud: MountChart<CloudData> = (host) => {
  const stage = openStage(host, 'cloud', true);
  for (const name of ['axes', 'edges', 'discs', 'words', 'cursor']) stage.layer(name);
  let drawn: { data: CloudData; plane: Plane } | null = null;
  const cursor = edit(stage, () => drawn);
  return {
    draw(data, size) {
      if (size.width < 40 || size.height < 40) return;
      stage.fit(size);
      stage.svg.attr('tabindex', data.editable ? 0 : null).classed('editable', data.editable !== undefined);
      const plane = planeOf(data, size);
      drawn = { data, plane };
      const tokens = readTokens(stage.root);
      const strokes = data.showEdges ? strokesOf(data, plane, tokens) : [];
      const discs = discsOf(data, plane, tokens);
      const heavy = strokes.length + discs.length > mostNodes;
      if (heavy) {
        const context = stage.canvas(size);
        inkStrokes(context, strokes);
        inkDiscs(context, discs);
      } else stage.dropCanvas();
      joinStrokes(stage.layer('edges'), heavy ? [] : strokes);
      joinDiscs(stage.layer('discs'), heavy ? [] : discs);
      drawAxes(stage, data, plane);
      cursor();
    },
    destroy() {
      drawn = null;
      stage.close();
    },
  };
};

function strokesOf({ source, target, edges }: CloudData, { x, y }: Plane, tokens: Tokens): Stroke[] {
  const order = orderOfSource(source);
  const top = largest(edges.mass);
  const kept = heaviest(edges, mostEdges);
  // Many threads over one another must not add up to a solid surface.
  const faint = Math.min(1, Math.max(0.3, Math.sqrt(250 / Math.max(1, kept.length))));
  return kept
    .map((e) => {
      const [i, j] = [edges.from[e]!, edges.to[e]!];
      const share = edges.mass[e]! / top;
      return {
        key: `${i} ${j}`,
        x1: x(source[2 * i]!),
        y1: y(source[2 * i + 1]!),
        x2: x(target[2 * j]!),
        y2: y(target[2 * j + 1]!),
        width: 0.35 + 1.4 * share,
        colour: orderColour(order[i] ?? 0.5, tokens.dark),
        alpha: (0.12 + 0.55 * share) * faint,
      };
    })
    .reverse();
}

/** Areas are masses; a point of average weight is as large as the number of points allows. */
function radii(weights: ArrayLike<number> | undefined, count: number, base: number): (i: number) => number {
  if (!weights || weights.length === 0) return () => base;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  return (i) => Math.min(3 * base, base * Math.sqrt(Math.max(0.04, (weights[i] ?? 0) * (count / (sum || 1)))));
}

/** Of a side's points every pitch-th is drawn. */
const pitchOf = (points: ArrayLike<number>): number => Math.ceil(points.length / 2 / mostPoints);

function discsOf(data: CloudData, plane: Plane, tokens: Tokens): Disc[] {
  const { source, target, edges } = data;
  const t = Math.min(1, Math.max(0, data.time));
  const count = (source.length + target.length) / 2;
  const base = count > 2000 ? 1.6 : count > 400 ? 2.4 : count > 120 ? 3.2 : 4;
  const ink = css(tokens.ink);
  const paper = css(tokens.paper);
  const moving = t > 0 && t < 1 && edges.mass.length > 0;
  const discs: Disc[] = [];
  const add = (side: Side, points: ArrayLike<number>, weights: ArrayLike<number> | undefined): void => {
    const radius = radii(weights, points.length / 2, base);
    const pitch = pitchOf(points);
    for (let i = 0; i < points.length / 2; i += pitch) {
      const at = { key: `${side} ${i}`, x: plane.x(points[2 * i]!), y: plane.y(points[2 * i + 1]!), r: radius(i) };
      if (!Number.isFinite(at.x + at.y)) continue;
      const open = side === 'target';
      discs.push({
        ...at,
        fill: open ? paper : ink,
        edge: open ? ink : paper,
        rim: open ? (base < 3 ? 1 : 1.5) : base < 3 ? 0.5 : 1,
        alpha: moving ? 0.35 : 1,
      });
    }
  };
  add('target', target, data.targetWeights);
  add('source', source, data.sourceWeights);
  if (!moving) return discs;
  const order = orderOfSource(source);
  const kept = heaviest(edges, mostEdges);
  const average = kept.reduce((sum, e) => sum + edges.mass[e]!, 0) / Math.max(1, source.length / 2);
  for (const e of kept) {
    const [i, j] = [edges.from[e]!, edges.to[e]!];
    const at = (axis: 0 | 1): number => (1 - t) * source[2 * i + axis]! + t * target[2 * j + axis]!;
    const r = Math.min(2 * base, Math.max(0.8, base * Math.sqrt(edges.mass[e]! / average)));
    const fill = orderColour(order[i] ?? 0.5, tokens.dark);
    discs.push({
      key: `mass ${i} ${j}`,
      x: plane.x(at(0)),
      y: plane.y(at(1)),
      r,
      fill,
      edge: paper,
      rim: r > 2.5 ? 0.75 : 0,
      alpha: 0.9,
    });
  }
  return discs;
}

function drawAxes(stage: Stage, { source, target, label }: CloudData, { x, y, left, right, top, bottom }: Plane): void {
  const group = stage.layer('axes');
  const words: Words[] = [];
  const pitch = Math.max(pitchOf(source), pitchOf(target));
  if (pitch > 1) {
    const text = `1 point in ${pitch} drawn`;
    words.push({ key: 'pitch', x: right, y: top + 10, text, kind: 'value halo', anchor: 'end' });
  }
  const paths: { kind: string; path: string }[] = [];
  if (label) {
    const across = ticksFor('linear', x.domain() as [number, number], right - left, 80).major;
    const upward = ticksFor('linear', y.domain() as [number, number], bottom - top, 60).major;
    const labelFrom = right - measure(label.x, 12) - 6;
    paths.push({ kind: 'axis', path: `M${left},${bottom}H${right}` });
    paths.push({ kind: 'tick', path: across.map((d) => `M${round(x(d.value))},${bottom}v4`).join('') });
    paths.push({ kind: 'tick', path: upward.map((d) => `M${left},${round(y(d.value))}h-4`).join('') });
    for (const d of across) {
      const half = measure(d.text, 12) / 2;
      if (x(d.value) + half < labelFrom || label.x === '')
        words.push({
          key: `x ${d.value}`,
          x: x(d.value),
          y: bottom + 16,
          text: d.text,
          kind: 'value',
          anchor: 'middle',
        });
    }
    for (const d of upward)
      words.push({ key: `y ${d.value}`, x: left - 8, y: y(d.value) + 4, text: d.text, kind: 'value', anchor: 'end' });
    if (label.x) words.push({ key: 'label x', x: right, y: bottom + 16, text: label.x, kind: 'value', anchor: 'end' });
    if (label.y) words.push({ key: 'label y', x: left + 4, y: top + 10, text: label.y, kind: 'value halo' });
  }
  group
    .selectAll('path')
    .data(paths)
    .join('path')
    .attr('class', (d) => d.kind)
    .attr('d', (d) => d.path);
  drawWords(stage.layer('words'), words);
}

const reach = 9;

/** Adding and taking away points by pointer (drag paints) and by keys; returns what draws the keys' own cursor. */
function edit(stage: Stage, drawn: () => { data: CloudData; plane: Plane } | null): () => void {
  let at: [number, number] | null = null;
  let last: [number, number] | null = null;

  const act = (px: number, py: number, erase: boolean): void => {
    const now = drawn();
    const editable = now?.data.editable;
    if (!now || !editable) return;
    const { plane, data } = now;
    const side = data.side ?? 'source';
    if (px < plane.left || px > plane.right || py < plane.top || py > plane.bottom) return;
    const hit = nearest(now, side, px, py);
    if (hit) editable.onErase(hit[0], hit[1], side);
    else if (!erase) editable.onAdd(plane.x.invert(px), plane.y.invert(py), side);
  };
  const show = (): void => {
    const now = drawn();
    const shown = at && now?.data.editable ? [at] : [];
    for (const kind of ['ring-halo', 'ring'])
      stage
        .layer('cursor')
        .selectAll(`circle.${kind}`)
        .data(shown)
        .join('circle')
        .attr('class', kind)
        .attr('r', 7)
        .attr('cx', ([x]) => x)
        .attr('cy', ([, y]) => y);
    stage.say(now && shown[0] ? ringSaid(now, shown[0]) : '');
  };
  stage.svg
    .on('pointerdown', (event: PointerEvent) => {
      if (!drawn()?.data.editable || event.button > 0) return;
      last = pointer(event, stage.svg.node());
      stage.svg.node()!.setPointerCapture(event.pointerId);
      act(last[0], last[1], event.altKey);
    })
    .on('pointermove', (event: PointerEvent) => {
      if (!last) return;
      const [px, py] = pointer(event, stage.svg.node());
      if (Math.hypot(px - last[0], py - last[1]) < 2 * reach) return;
      last = [px, py];
      act(px, py, event.altKey);
    })
    .on('pointerup pointercancel', () => {
      last = null;
    })
    .on('blur', () => {
      at = null;
      show();
    })
    .on('keydown', (event: KeyboardEvent) => {
      const now = drawn();
      if (!now?.data.editable || event.ctrlKey || event.metaKey || event.altKey) return;
      const { plane } = now;
      const step = event.shiftKey ? 40 : 10;
      const by: Record<string, [number, number]> = {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowUp: [0, -step],
        ArrowDown: [0, step],
      };
      const move = by[event.key];
      const from = at ?? [(plane.left + plane.right) / 2, (plane.top + plane.bottom) / 2];
      if (move) {
        at = [
          Math.min(plane.right, Math.max(plane.left, from[0] + move[0])),
          Math.min(plane.bottom, Math.max(plane.top, from[1] + move[1])),
        ];
      } else if (event.key === 'Enter' && at) act(at[0], at[1], false);
      else if ((event.key === 'Delete' || event.key === 'Backspace') && at) act(at[0], at[1], true);
      else return;
      event.preventDefault();
      show();
    });
  return show;
}

/** Where the keys' ring stands, and whether it is on a point or near one: `x −0.2, y 0.4, on a source point`. */
function ringSaid(now: { data: CloudData; plane: Plane }, [px, py]: [number, number]): string {
  const side = now.data.side ?? 'source';
  const { x, y } = now.plane;
  const point = (within: number) => nearest(now, side, px, py, within) !== null;
  const has = point(reach) ? `, on a ${side} point` : point(4 * reach) ? `, near a ${side} point` : '';
  return placeSaid(['x', 'y'], x.invert(px), y.invert(py), 2) + has;
}

function nearest(
  { data, plane }: { data: CloudData; plane: Plane },
  side: Side,
  px: number,
  py: number,
  within = reach,
): [number, number] | null {
  const points = data[side];
  let best: [number, number] | null = null;
  let least = within;
  for (let i = 0; i < points.length / 2; i++) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const away = Math.hypot(plane.x(x) - px, plane.y(y) - py);
    if (away < least) {
      least = away;
      best = [x, y];
    }
  }
  return best;
}
