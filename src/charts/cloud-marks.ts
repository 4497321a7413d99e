import type { Group } from './stage.ts';

/** What a cloud consists of, before it is known whether SVG or canvas draws it. */
export interface Stroke {
  key: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  colour: string;
  alpha: number;
}

export interface Disc {
  key: string;
  x: number;
  y: number;
  r: number;
  fill: string;
  /** Colour and width of the outline. */
  edge: string;
  rim: number;
  alpha: number;
}

export function inkStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  context.lineCap = 'round';
  for (const { x1, y1, x2, y2, width, colour, alpha } of strokes) {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** From here on discs are stamped from a picture of one that looks alike; a path of its own for each takes some 10 µs. */
const mostPaths = 1000;

export function inkDiscs(context: CanvasRenderingContext2D, discs: readonly Disc[]): void {
  if (discs.length > mostPaths) stampDiscs(context, discs);
  else for (const disc of discs) inkDisc(context, disc);
  context.globalAlpha = 1;
}

function inkDisc(context: CanvasRenderingContext2D, { x, y, r, fill, edge, rim, alpha }: Disc): void {
  context.globalAlpha = alpha;
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  if (rim <= 0) return;
  context.strokeStyle = edge;
  context.lineWidth = rim;
  context.stroke();
}

/**
 * Onto the pixels of a layer of its own, some 0.2 µs a disc, at whole pixels and with radii rounded to a quarter, so that few
 * discs must be drawn: a canvas takes as long to copy a small picture as to draw it.
 */
function stampDiscs(context: CanvasRenderingContext2D, discs: readonly Disc[]): void {
  const scale = context.getTransform().a;
  const layer = document.createElement('canvas');
  layer.width = context.canvas.width;
  layer.height = context.canvas.height;
  const own = layer.getContext('2d')!;
  const pixels = own.createImageData(layer.width, layer.height);
  const stamps = new Map<string, ImageData>();
  for (const disc of discs) {
    const r = Math.max(0.25, Math.round(4 * disc.r) / 4);
    const look = `${r} ${disc.fill} ${disc.edge} ${disc.rim} ${disc.alpha}`;
    let stamp = stamps.get(look);
    if (!stamp) {
      stamp = stampOf({ ...disc, r }, scale);
      stamps.set(look, stamp);
    }
    const half = stamp.width / 2;
    press(stamp, pixels, Math.round(disc.x * scale - half), Math.round(disc.y * scale - half));
  }
  own.putImageData(pixels, 0, 0);
  context.drawImage(layer, 0, 0, layer.width / scale, layer.height / scale);
}

function stampOf(disc: Disc, scale: number): ImageData {
  const half = Math.ceil((disc.r + disc.rim) * scale);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 2 * half;
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  inkDisc(context, { ...disc, x: half / scale, y: half / scale });
  return context.getImageData(0, 0, 2 * half, 2 * half);
}

/** Source over destination, both with colours that are not multiplied by their alpha. */
function press(stamp: ImageData, onto: ImageData, left: number, top: number): void {
  const [from, to] = [stamp.data, onto.data];
  for (let y = Math.max(0, -top); y < stamp.height && top + y < onto.height; y++) {
    for (let x = Math.max(0, -left); x < stamp.width && left + x < onto.width; x++) {
      const p = 4 * (y * stamp.width + x);
      const over = from[p + 3]! / 255;
      if (over === 0) continue;
      const q = 4 * ((top + y) * onto.width + left + x);
      const under = (to[q + 3]! / 255) * (1 - over);
      const alpha = over + under;
      for (let c = 0; c < 3; c++) to[q + c] = (from[p + c]! * over + to[q + c]! * under) / alpha;
      to[q + 3] = 255 * alpha;
    }
  }
}

const fine = (value: number): number => Math.round(value * 100) / 100;

export function joinStrokes(group: Group, strokes: readonly Stroke[]): void {
  group
    .selectAll<SVGLineElement, Stroke>('line')
    .data([...strokes], (d) => d.key)
    .join('line')
    .attr('x1', (d) => fine(d.x1))
    .attr('y1', (d) => fine(d.y1))
    .attr('x2', (d) => fine(d.x2))
    .attr('y2', (d) => fine(d.y2))
    .attr('stroke-linecap', 'round')
    .attr('stroke', (d) => d.colour)
    .attr('stroke-width', (d) => fine(d.width))
    .attr('stroke-opacity', (d) => fine(d.alpha));
}

export function joinDiscs(group: Group, discs: readonly Disc[]): void {
  group
    .selectAll<SVGCircleElement, Disc>('circle')
    .data([...discs], (d) => d.key)
    .join('circle')
    .attr('cx', (d) => fine(d.x))
    .attr('cy', (d) => fine(d.y))
    .attr('r', (d) => fine(d.r))
    .attr('fill', (d) => d.fill)
    .attr('stroke', (d) => (d.rim > 0 ? d.edge : null))
    .attr('stroke-width', (d) => (d.rim > 0 ? d.rim : null))
    .attr('opacity', (d) => (d.alpha < 1 ? fine(d.alpha) : null));
}
