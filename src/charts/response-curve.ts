import { line } from 'd3';
import { makeScale, type ScaleKind } from './axes.ts';
import type { MountChart } from './chart.ts';
import { openStage, round } from './stage.ts';

export interface ResponsePoint {
  /** Where it lies on the slider, 0 to 1. */
  position: number;
  /** NaN where there is none: refused, diverged, or not reached in time. */
  value: number;
  /** Measured before the run had ended. */
  early: boolean;
  name: string;
}

export interface ResponseData {
  /** In the order of their positions. */
  points: ResponsePoint[];
  scale: ScaleKind;
  /** Where the slider stands. */
  current: number;
  onPick(index: number): void;
}

/** The slider's handle never leaves the track: its middle stays this far inside. */
const INSET = 6;
const PAD = 6;

/** How one number answers to a slider: a line with a dot for each value that was run, and gaps where there is none. */
export const mountResponseCurve: MountChart<ResponseData> = (host) => {
  const stage = openStage(host, 'response-curve', true);
  for (const name of ['here', 'curve', 'gaps', 'dots', 'areas']) stage.layer(name);
  let drawn: ResponseData | null = null;
  stage.svg.on('keydown', (event: KeyboardEvent) => {
    if (!drawn) return;
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const { points, current } = drawn;
    const next =
      by > 0
        ? points.findIndex(({ position }) => position > current + 1e-6)
        : points.findLastIndex(({ position }) => position < current - 1e-6);
    if (next >= 0) drawn.onPick(next);
  });
  return {
    draw(data, size) {
      if (size.width < 40 || size.height < 16) return;
      drawn = data;
      stage.fit(size);
      const known = data.points.filter(({ value }) => Number.isFinite(value));
      const values = known.map(({ value }) => value);
      const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
      const flat = low === high;
      const kind = low > 0 && !flat ? data.scale : 'linear';
      const y = makeScale(kind, flat ? [low - 1, high + 1] : [low, high], [size.height - PAD, PAD]);
      const x = (position: number) => round(INSET + position * (size.width - 2 * INSET));
      const path = line<ResponsePoint>()
        .defined(({ value }) => Number.isFinite(value))
        .x(({ position }) => x(position))
        .y(({ value }) => round(y(value)));
      stage
        .layer('here')
        .selectAll('path')
        .data([data.current])
        .join('path')
        .attr('class', 'frame')
        .attr('d', (d) => `M${x(d)},0V${size.height}`);
      stage
        .layer('curve')
        .selectAll('path')
        .data([path(data.points) ?? ''])
        .join('path')
        .attr('class', 'response')
        .attr('d', (d) => d);
      const index = new Map(data.points.map((point, k) => [point, k]));
      const isHere = ({ position }: ResponsePoint) => Math.abs(position - data.current) < 1e-6;
      stage
        .layer('dots')
        .selectAll<SVGCircleElement, ResponsePoint>('circle')
        .data(known, (d) => d.name)
        .join('circle')
        .attr('class', 'response-dot')
        .attr('data-here', (d) => (isHere(d) ? 'true' : null))
        .attr('data-early', (d) => (d.early ? 'true' : null))
        .attr('r', (d) => (isHere(d) ? 4 : 3))
        .attr('cx', (d) => x(d.position))
        .attr('cy', (d) => round(y(d.value)));
      stage
        .layer('gaps')
        .selectAll<SVGPathElement, ResponsePoint>('path')
        .data(
          data.points.filter((point) => !Number.isFinite(point.value)),
          (d) => d.name,
        )
        .join('path')
        .attr('class', 'response-gap')
        .attr('d', (d) => `M${x(d.position) - 3},${size.height - 7}l6,6m0,-6l-6,6`);
      // What is pressed is as high as the picture, so that a finger meets it.
      const middle = (k: number) => {
        const [a, b] = [data.points[k]?.position, data.points[k + 1]?.position];
        return a === undefined ? 0 : b === undefined ? size.width : x((a + b) / 2);
      };
      stage
        .layer('areas')
        .selectAll<SVGRectElement, ResponsePoint>('rect')
        .data(data.points, (d) => d.name)
        .join('rect')
        .attr('class', 'response-area')
        .attr('x', (d) => middle(index.get(d)! - 1))
        .attr('width', (d) => Math.max(1, middle(index.get(d)!) - middle(index.get(d)! - 1)))
        .attr('height', size.height)
        .on('click', (_, d) => data.onPick(index.get(d)!))
        .selectAll('title')
        .data((d) => [d.name])
        .join('title')
        .text((d) => d);
    },
    destroy() {
      stage.close();
    },
  };
};
