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

export function inkDiscs(context: CanvasRenderingContext2D, discs: readonly Disc[]): void {
  for (const { x, y, r, fill, edge, rim, alpha } of discs) {
    context.globalAlpha = alpha;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    if (rim > 0) {
      context.strokeStyle = edge;
      context.lineWidth = rim;
      context.stroke();
    }
  }
  context.globalAlpha = 1;
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
