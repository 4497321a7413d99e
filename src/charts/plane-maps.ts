import type { MountChart, Size } from './chart.ts';
import { css, type Rgb, rampOf, rampSteps, readTokens, type Tokens } from './colour.ts';
import { formatNumber } from './format.ts';
import { drawWords, openStage, round, type Stage, type Words } from './stage.ts';

/** Quantities over a square of the plane, side × side, rows from the bottom. */
export interface PlaneMap {
  readonly name: string;
  readonly side: number;
  /** Shade of each cell, 0 to 1. */
  readonly values: ArrayLike<number>;
  /** Class whose hue a cell has; one scale of amounts without it. */
  readonly classes?: ArrayLike<number>;
}

export interface PlaneMapsData {
  readonly from: number;
  readonly to: number;
  /** The large map. */
  readonly lead: PlaneMap;
  /** Smaller ones beside or below it, on one scale of amounts. */
  readonly parts: readonly PlaneMap[];
  /** Lines on every map, in the coordinates of the plane; the parts have the solid ones. */
  readonly curves: readonly {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly dashed: boolean;
  }[];
  /** Pairs x, y, and the class of each. */
  readonly points: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly classNames: readonly string[];
  /** Full shade of the parts, in words. */
  readonly top: string;
  readonly empty: string;
}

export interface MapPlace {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

const AXIS = 22;
const TITLE = 20;
const KEY = 34;
const GAP = 18;
/** What is not known is paper. */
const FULLEST = 0.78;

/** The large map, then the parts: in a column beside it where there is room, else in a row below; as large as fits. */
export function mapPlaces(parts: number, { width, height }: Size): MapPlace[] {
  const count = Math.max(1, parts);
  // Beside: the column with its titles is as tall as the large map.
  const titles = TITLE * (count - 1);
  const across = (width - AXIS - GAP + titles / count) / (1 + 1 / count);
  const beside = Math.floor(Math.min(across, height - TITLE - AXIS - KEY));
  const small = Math.floor((width - GAP * (count - 1)) / count);
  const below = Math.floor(Math.min(width - AXIS, height - 2 * TITLE - AXIS - 2 * KEY - small));
  if (beside >= below) {
    const side = Math.floor((beside - titles) / count);
    const left = AXIS + beside + GAP;
    return [
      { left: AXIS, top: TITLE, side: beside },
      ...Array.from({ length: parts }, (_, k) => ({ left, top: TITLE + k * (side + TITLE), side })),
    ];
  }
  const top = TITLE + below + AXIS + KEY + TITLE;
  return [
    { left: AXIS, top: TITLE, side: below },
    ...Array.from({ length: parts }, (_, k) => ({ left: k * (small + GAP), top, side: small })),
  ];
}

/** A map of a plane, and what it consists of beside it, each with the data and the lines drawn over it. */
export const mountPlaneMaps: MountChart<PlaneMapsData> = (host) => {
  const stage = openStage(host, 'plane-maps');
  for (const name of ['frames', 'curves', 'points', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 120 || size.height < 160) return;
      stage.fit(size);
      const places = mapPlaces(data.parts.length, size);
      const context = stage.canvas(size);
      const tokens = readTokens(stage.root);
      context.imageSmoothingEnabled = true;
      [data.lead, ...data.parts].forEach((map, k) => {
        const { left, top, side } = places[k]!;
        if (map.side > 0) context.drawImage(painted(map, tokens), left, top, side, side);
      });
      drawFrames(stage, places);
      drawCurves(stage, data, places);
      drawPoints(stage, data, places);
      drawKeys(context, data, places, tokens);
      drawWords(stage.layer('words'), wordsOf(data, places));
    },
    destroy() {
      stage.close();
    },
  };
};

function painted({ values, classes, side }: PlaneMap, tokens: Tokens): HTMLCanvasElement {
  const sheet = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const pixels = new ImageData(side, side);
  const ramp = rampOf('mass', tokens);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const from = row * side + column;
      const to = 4 * ((side - 1 - row) * side + column);
      const share = Math.min(1, Math.max(0, values[from]!)) || 0;
      if (classes) {
        pixels.data.set(hueOf(classes[from]!, tokens), to);
        pixels.data[to + 3] = 255 * FULLEST * share;
      } else {
        const at = 4 * Math.round(share * (rampSteps - 1));
        for (let c = 0; c < 4; c++) pixels.data[to + c] = ramp[at + c]!;
      }
    }
  sheet.getContext('2d')!.putImageData(pixels, 0, 0);
  return sheet;
}

const hueOf = (one: number, { series }: Tokens): Rgb => series[one % series.length]!;

function drawFrames(stage: Stage, places: readonly MapPlace[]): void {
  stage
    .layer('frames')
    .selectAll('rect')
    .data(places)
    .join('rect')
    .attr('class', 'frame')
    .attr('x', (d) => d.left - 0.5)
    .attr('y', (d) => d.top - 0.5)
    .attr('width', (d) => d.side + 1)
    .attr('height', (d) => d.side + 1);
}

function drawCurves(stage: Stage, data: PlaneMapsData, places: readonly MapPlace[]): void {
  const paths = places.flatMap((place, k) =>
    (k === 0 ? [false, true] : [false]).map((dashed) => ({
      dashed,
      d: data.curves
        .filter((curve) => curve.dashed === dashed)
        .map(({ x, y }) => x.map((at, i) => `${i === 0 ? 'M' : 'L'}${pointAt(data, place, at, y[i]!)}`).join(''))
        .join(''),
    })),
  );
  stage
    .layer('curves')
    .selectAll('path')
    .data(paths)
    .join('path')
    .attr('class', 'edge')
    .attr('stroke-dasharray', (d) => (d.dashed ? '3 3' : null))
    .attr('d', (d) => d.d);
}

const across = ({ from, to }: PlaneMapsData, { left, side }: MapPlace, x: number) =>
  left + ((x - from) / (to - from)) * side;
const down = ({ from, to }: PlaneMapsData, { top, side }: MapPlace, y: number) =>
  top + (1 - (y - from) / (to - from)) * side;
const pointAt = (data: PlaneMapsData, place: MapPlace, x: number, y: number) =>
  `${round(across(data, place, x))},${round(down(data, place, y))}`;

/** Two classes are ● and ○; more have hues, and discs and squares in turn. The parts have points for orientation only. */
function drawPoints(stage: Stage, data: PlaneMapsData, places: readonly MapPlace[]): void {
  const { points, labels, classNames, from, to } = data;
  const few = classNames.length <= 2;
  const groups = places.flatMap((place, m) => {
    const radius = m > 0 ? 0.9 : labels.length > 400 ? 1.8 : 2.6;
    return classNames.map((_, one) => {
      let d = '';
      for (let k = 0; k < labels.length; k++) {
        const [x, y] = [points[2 * k]!, points[2 * k + 1]!];
        if (labels[k] !== one || x < from || x > to || y < from || y > to) continue;
        const shape = few || one % 2 === 0 ? disc(radius) : square(radius);
        d += `M${round(across(data, place, x) - radius)},${round(down(data, place, y))}${shape}`;
      }
      return { d, one, open: few && one === 1, small: m > 0 };
    });
  });
  stage
    .layer('points')
    .selectAll('path')
    .data(groups)
    .join('path')
    .attr('class', (d) => (d.open ? 'datum open' : 'datum'))
    .attr('data-small', (d) => d.small || null)
    .attr('data-colour', (d) => (few ? 0 : (d.one % 8) + 1))
    .attr('d', (d) => d.d);
}

/** Shapes from the middle of their left side on. */
const disc = (r: number) => `a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
const square = (r: number) => `v${-r}h${2 * r}v${2 * r}h${-2 * r}Z`;

/** Bars below the large map and below the last part: what the shades mean. */
function keyPlaces(places: readonly MapPlace[]): MapPlace[] {
  const [lead, first, last] = [places[0]!, places[1], places.at(-1)!];
  const lower = { left: lead.left, top: lead.top + lead.side + AXIS + 4, side: Math.min(220, lead.side) };
  if (first === undefined) return [lower];
  const top = last.top > lead.top + lead.side ? last.top + last.side + 8 : lower.top;
  return [lower, { left: first.left, top, side: Math.min(220, first.side) }];
}

function drawKeys(
  context: CanvasRenderingContext2D,
  { classNames }: PlaneMapsData,
  places: readonly MapPlace[],
  tokens: Tokens,
): void {
  const ramp = rampOf('mass', tokens);
  keyPlaces(places).forEach(({ left, top, side }, k) => {
    if (k === 0 && classNames.length !== 2) return;
    for (let x = 0; x < side; x++) {
      const t = x / Math.max(1, side - 1);
      const at = 4 * Math.round(t * (rampSteps - 1));
      // The key of two classes runs from the one, over paper where nothing is known, to the other.
      context.fillStyle =
        k === 0
          ? css(hueOf(t < 0.5 ? 0 : 1, tokens), FULLEST * knownOf(t))
          : css([ramp[at]!, ramp[at + 1]!, ramp[at + 2]!], ramp[at + 3]! / 255);
      context.fillRect(left + x, top, 1, 5);
    }
  });
}

/** How solid a cell is, of the probability of one of two classes: (1 − H)^0.7 with H in bits. */
export function knownOf(p: number): number {
  const plog = (x: number) => (x > 0 ? -x * Math.log2(x) : 0);
  return Math.max(0, 1 - plog(p) - plog(1 - p)) ** 0.7;
}

/** More than two classes have their names at the median of their points. */
function classWords(data: PlaneMapsData, place: MapPlace): Words[] {
  const { classNames, points, labels } = data;
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  return classNames.flatMap((text, one): Words[] => {
    const own = Array.from(labels).flatMap((label, k) => (label === one ? [k] : []));
    if (own.length === 0) return [];
    const x = across(data, place, median(own.map((k) => points[2 * k]!)));
    const y = down(data, place, median(own.map((k) => points[2 * k + 1]!)));
    return [{ key: `class ${one}`, x, y, text, kind: 'name strong halo', anchor: 'middle', colour: (one % 8) + 1 }];
  });
}

function wordsOf(data: PlaneMapsData, places: readonly MapPlace[]): Words[] {
  const { from, to, lead, parts, classNames } = data;
  const { left, top, side } = places[0]!;
  const bottom = top + side + 15;
  const words: Words[] = [
    { key: 'x-', x: left, y: bottom, text: formatNumber(from, 2), kind: 'value' },
    { key: 'x', x: left + side / 2, y: bottom, text: '*x*₁', kind: 'value', anchor: 'middle' },
    { key: 'x+', x: left + side, y: bottom, text: formatNumber(to, 2), kind: 'value', anchor: 'end' },
    { key: 'y', x: left - 4, y: top + side / 2 + 4, text: '*x*₂', kind: 'value', anchor: 'end' },
    { key: 'y+', x: left - 4, y: top + 10, text: formatNumber(to, 2), kind: 'value', anchor: 'end' },
  ];
  [lead, ...parts].forEach(({ name }, k) => {
    words.push({ key: `name ${k}`, x: places[k]!.left, y: places[k]!.top - 6, text: name, kind: 'note' });
  });
  if (lead.side === 0) {
    const middle = { x: left + side / 2, y: top + side / 2, anchor: 'middle' } as const;
    words.push({ key: 'empty', text: data.empty, kind: 'empty', ...middle });
  }
  if (classNames.length > 2) words.push(...classWords(data, places[0]!));
  keyPlaces(places).forEach((key, k) => {
    const [low, high] = k === 0 ? [`● ${classNames[0]}`, `${classNames[1]} ○`] : ['0', data.top];
    if (k === 0 && classNames.length !== 2) return;
    words.push(
      { key: `low ${k}`, x: key.left, y: key.top + 18, text: low, kind: 'value' },
      { key: `high ${k}`, x: key.left + key.side, y: key.top + 18, text: high, kind: 'value', anchor: 'end' },
    );
  });
  return words;
}
