import type { MountChart, Size } from './chart.ts';
import { css, readTokens } from './colour.ts';
import { formatNumber } from './format.ts';
import { placeSaid } from './place-said.ts';
import { type RasterImage, sheetOf } from './raster.ts';
import { drawWords, openStage, round, type Stage, type Words } from './stage.ts';

/** A spread about a point of the plane: half the covariance matrix's worth of numbers. */
export interface Ellipse {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

export interface LatentPlaneData {
  /** Names of the two directions. */
  readonly labels: readonly [string, string];
  /** The plane is drawn from −reach to reach in both directions. */
  readonly reach: number;
  /** Codes, one a point. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Class of each point; null draws all in ink. */
  readonly classes: ArrayLike<number> | null;
  readonly classNames: readonly string[];
  /** Posterior of a point, drawn where the pointer is near. */
  readonly posterior?: (point: number) => Ellipse;
  /** Standard deviations of the prior along the two directions: rings at one, two and three of them. */
  readonly prior: readonly [number, number] | null;
  /** What the plane decodes to: side × side images, row by row from the top left. */
  readonly tiles: readonly RasterImage[] | null;
  /** The images are of bright things: white on black. */
  readonly bright?: boolean;
  /** Where the reader points, here or in the chart beside it. */
  readonly mark: readonly [number, number] | null;
  /** The reader points somewhere; `chosen` when it was pressed. */
  readonly onPoint?: (at: readonly [number, number] | null, chosen: boolean) => void;
  readonly empty: string;
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly reach: number;
}

const ROOM = 30;
const NEAR = 14;
const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  Home: [Number.NEGATIVE_INFINITY, 0],
  End: [Number.POSITIVE_INFINITY, 0],
};

/** Codes in a plane of the latent space, by class, over the prior's rings; or what the plane decodes to, on the same axes. */
export const mountLatentPlane: MountChart<LatentPlaneData> = (host) => {
  const stage = openStage(host, 'latent-plane', true);
  for (const name of ['frame', 'rings', 'words', 'mark']) stage.layer(name);
  let data: LatentPlaneData | null = null;
  let frame: Frame | null = null;

  const place = (event: PointerEvent): readonly [number, number] | null => {
    if (!frame) return null;
    const box = stage.svg.node()!.getBoundingClientRect();
    const at = [event.clientX - box.left - frame.left, event.clientY - box.top - frame.top] as const;
    if (at.some((value) => value < 0 || value > frame!.side)) return null;
    return [(2 * at[0]) / frame.side - 1, 1 - (2 * at[1]) / frame.side].map((share) => share * frame!.reach) as [
      number,
      number,
    ];
  };
  stage.svg
    .on('pointermove', (event: PointerEvent) => data?.onPoint?.(place(event), false))
    .on('pointerleave', () => data?.onPoint?.(null, false))
    .on('click', (event: PointerEvent) => {
      const at = place(event);
      if (at) data?.onPoint?.(at, true);
    })
    .on('keydown', (event: KeyboardEvent) => {
      const step = KEYS[event.key];
      if (!data || (!step && event.key !== 'Enter') || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const [x, y] = data.mark ?? [0, 0];
      const by = data.reach / 12;
      const within = (value: number) => Math.max(-data!.reach, Math.min(data!.reach, value));
      data.onPoint?.(step ? [within(x + by * step[0]), within(y + by * step[1])] : [x, y], true);
    });

  return {
    draw(next, size) {
      if (size.width < 60 || size.height < 60) return;
      stage.fit(size);
      data = next;
      const side = Math.floor(Math.min(size.width - ROOM - 4, size.height - ROOM - 4));
      frame = { left: ROOM, top: 4, side, reach: next.reach };
      drawFrame(stage, next, frame);
      const words: Words[] = axisWords(next, frame);
      if (next.tiles) drawTiles(stage, next.tiles, next.bright ?? false, frame, size);
      else words.push(...drawCodes(stage, next, frame, size));
      if (!next.tiles && next.x.length === 0)
        words.push({
          key: 'empty',
          x: ROOM + side / 2,
          y: side / 2,
          text: next.empty,
          kind: 'empty',
          anchor: 'middle',
        });
      drawWords(stage.layer('words'), words);
      drawMark(stage, next, frame);
      stage.say(markSaid(next));
    },
    destroy() {
      stage.close();
    },
  };
};

const across = ({ left, side, reach }: Frame, x: number): number => left + (side * (x / reach + 1)) / 2;
const down = ({ top, side, reach }: Frame, y: number): number => top + (side * (1 - y / reach)) / 2;

function drawFrame(stage: Stage, { prior }: LatentPlaneData, frame: Frame): void {
  stage
    .layer('frame')
    .selectAll('rect')
    .data([frame])
    .join('rect')
    .attr('class', 'frame')
    .attr('x', (d) => d.left + 0.5)
    .attr('y', (d) => d.top + 0.5)
    .attr('width', (d) => d.side - 1)
    .attr('height', (d) => d.side - 1);
  const scale = frame.side / 2 / frame.reach;
  const sizes = prior ? [1, 2, 3].map((k) => [k * prior[0] * scale, k * prior[1] * scale] as const) : [];
  stage
    .layer('rings')
    .selectAll('ellipse')
    .data(sizes.filter(([a, b]) => a < frame.side * 0.75 && b < frame.side * 0.75))
    .join('ellipse')
    .attr('class', 'frame')
    .attr('cx', across(frame, 0))
    .attr('cy', down(frame, 0))
    .attr('rx', (d) => round(d[0]))
    .attr('ry', (d) => round(d[1]));
}

function axisWords({ labels, reach }: LatentPlaneData, { left, top, side }: Frame): Words[] {
  const bottom = top + side;
  const end = formatNumber(reach, 2);
  return [
    { key: 'x', x: left + side / 2, y: bottom + 16, text: labels[0], kind: 'axis-name', anchor: 'middle' },
    { key: 'x-', x: left, y: bottom + 16, text: `−${end}`, kind: 'tick-name', anchor: 'start' },
    { key: 'x+', x: left + side, y: bottom + 16, text: end, kind: 'tick-name', anchor: 'end' },
    { key: 'y', x: left - 6, y: top + side / 2 + 4, text: labels[1], kind: 'axis-name', anchor: 'end' },
    { key: 'y+', x: left - 6, y: top + 10, text: end, kind: 'tick-name', anchor: 'end' },
  ];
}

function drawTiles(stage: Stage, tiles: readonly RasterImage[], bright: boolean, frame: Frame, size: Size): void {
  const context = stage.canvas(size);
  const { ink, paper } = readTokens(stage.root);
  const count = Math.round(Math.sqrt(tiles.length));
  context.fillStyle = css(paper);
  context.fillRect(frame.left, frame.top, frame.side, frame.side);
  context.imageSmoothingEnabled = false;
  // One pixel of paper between neighbours.
  const pitch = frame.side / count;
  tiles.forEach((tile, k) => {
    const x = frame.left + (k % count) * pitch;
    const y = frame.top + Math.floor(k / count) * pitch;
    context.drawImage(sheetOf(tile, 1, bright ? null : ink), x + 0.5, y + 0.5, pitch - 1, pitch - 1);
  });
}

/** Points by class; returns each class's name at the median of its points. */
function drawCodes(stage: Stage, data: LatentPlaneData, frame: Frame, size: Size): Words[] {
  const context = stage.canvas(size);
  const { ink, series } = readTokens(stage.root);
  context.globalAlpha = 0.75;
  const places = new Map<number, { x: number[]; y: number[] }>();
  for (let k = 0; k < data.x.length; k++) {
    const [x, y] = [data.x[k]!, data.y[k]!];
    if (!(Math.abs(x) <= data.reach && Math.abs(y) <= data.reach)) continue;
    const one = data.classes?.[k];
    context.fillStyle = css(one === undefined ? ink : series[one % 8]!);
    context.fillRect(across(frame, x) - 1.25, down(frame, y) - 1.25, 2.5, 2.5);
    if (one === undefined) continue;
    const found = places.get(one) ?? { x: [], y: [] };
    found.x.push(x);
    found.y.push(y);
    places.set(one, found);
  }
  context.globalAlpha = 1;
  return [...places].map(([one, { x, y }]) => ({
    key: `class-${one}`,
    x: across(frame, median(x)),
    y: down(frame, median(y)) + 5,
    text: data.classNames[one] ?? String(one),
    kind: 'name strong halo',
    anchor: 'middle',
    colour: (one % 8) + 1,
  }));
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Index of the code nearest to a place, or −1 where none is near. */
export function nearestCode(data: LatentPlaneData, x: number, y: number, within: number): number {
  let best = -1;
  let least = within * within;
  for (let k = 0; k < data.x.length; k++) {
    const distance = (data.x[k]! - x) ** 2 + (data.y[k]! - y) ** 2;
    if (distance <= least) {
      best = k;
      least = distance;
    }
  }
  return best;
}

/** Where the mark stands, with the class of the code nearest to it: `z₁ 0.5, z₂ −1, nearest code: 3`. */
function markSaid(data: LatentPlaneData): string {
  if (!data.mark) return '';
  const [x, y] = data.mark;
  const near = data.tiles ? -1 : nearestCode(data, x, y, Number.POSITIVE_INFINITY);
  const one = near < 0 ? undefined : data.classes?.[near];
  const code = one === undefined ? '' : `, nearest code: ${data.classNames[one] ?? one}`;
  return placeSaid(data.labels, x, y, 3) + code;
}

function drawMark(stage: Stage, data: LatentPlaneData, frame: Frame): void {
  const { mark } = data;
  const cross = mark ? [mark] : [];
  const layer = stage.layer('mark');
  layer
    .selectAll('path.crosshair')
    .data(cross)
    .join('path')
    .attr('class', 'crosshair')
    .attr('d', ([x, y]) => {
      const [at, up] = [round(across(frame, x)), round(down(frame, y))];
      return `M${frame.left},${up}H${frame.left + frame.side}M${at},${frame.top}V${frame.top + frame.side}`;
    });
  const near = mark && !data.tiles ? nearestCode(data, mark[0], mark[1], (NEAR / frame.side) * 2 * frame.reach) : -1;
  const drawn = near >= 0 && data.posterior ? [{ near, ...axesOf(data.posterior(near)) }] : [];
  const scale = frame.side / 2 / frame.reach;
  layer
    .selectAll('ellipse')
    .data(drawn)
    .join('ellipse')
    .attr('class', 'ring')
    .attr('rx', (d) => round(Math.max(1, d.major * scale)))
    .attr('ry', (d) => round(Math.max(1, d.minor * scale)))
    .attr('transform', (d) => {
      const at = `translate(${round(across(frame, data.x[d.near]!))},${round(down(frame, data.y[d.near]!))})`;
      return `${at} rotate(${round((-d.angle * 180) / Math.PI)})`;
    });
}

/** Standard deviations along the ellipse's own axes, and the angle of the first. */
export function axesOf({ xx, xy, yy }: Ellipse): { major: number; minor: number; angle: number } {
  const middle = (xx + yy) / 2;
  const away = Math.hypot((xx - yy) / 2, xy);
  return {
    major: Math.sqrt(Math.max(0, middle + away)),
    minor: Math.sqrt(Math.max(0, middle - away)),
    angle: Math.atan2(2 * xy, xx - yy) / 2,
  };
}
