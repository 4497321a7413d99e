import { type Selection, select } from 'd3';
import type { Size } from './chart.ts';
import './chart.css';
import { setText } from './text.ts';

export type Svg = Selection<SVGSVGElement, unknown, null, undefined>;
export type Group = Selection<SVGGElement, unknown, null, undefined>;

export interface Stage {
  root: HTMLDivElement;
  svg: Svg;
  /** A group of the picture, in the order in which it was first asked for. */
  layer(name: string): Group;
  /** Brings the picture to a size and takes its name from the host. */
  fit(size: Size): void;
  /** What is pointed at, in words for those who do not see it; empty for nothing. */
  say(words: string): void;
  /** A cleared canvas below the SVG, in CSS pixels whatever the screen's density. */
  canvas(size: Size): CanvasRenderingContext2D;
  dropCanvas(): void;
  close(): void;
}

/** An empty picture in a host: canvas below, SVG with real text above. Only a picture with keys of its own takes focus. */
export function openStage(host: HTMLElement, kind: string, focusable = false): Stage {
  const root = document.createElement('div');
  root.className = 'chart';
  root.dataset.chart = kind;
  const svg = select(root).append('svg').attr('role', 'img');
  if (focusable) svg.attr('tabindex', 0);
  host.append(root);
  const name = () => {
    const named = host.dataset.labelledby ?? null;
    svg.attr('aria-labelledby', named).attr('aria-label', named ? null : host.getAttribute('aria-label'));
  };
  // A picture that waits for its turn to be drawn has its name already.
  name();
  let canvas: HTMLCanvasElement | null = null;

  return {
    root,
    svg,
    layer(name) {
      const found = svg.select<SVGGElement>(`:scope > g[data-layer="${name}"]`);
      return found.empty() ? svg.append('g').attr('data-layer', name) : found;
    },
    fit({ width, height }) {
      svg.attr('width', width).attr('height', height).attr('viewBox', `0 0 ${width} ${height}`);
      name();
    },
    say(words) {
      // A symbol is marked as in setText; its letters are what is said.
      const plain = words.replace(/\*([^*]+)\*/g, '$1');
      if ((root.dataset.says ?? '') !== plain) root.dataset.says = plain;
    },
    canvas({ width, height }) {
      if (!canvas) {
        canvas = document.createElement('canvas');
        root.prepend(canvas);
      }
      const density = globalThis.devicePixelRatio || 1;
      const wide = Math.max(1, Math.round(width * density));
      const tall = Math.max(1, Math.round(height * density));
      if (canvas.width !== wide || canvas.height !== tall) {
        canvas.width = wide;
        canvas.height = tall;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      const context = canvas.getContext('2d')!;
      context.setTransform(wide / width, 0, 0, tall / height, 0, 0);
      context.clearRect(0, 0, width, height);
      return context;
    },
    dropCanvas() {
      canvas?.remove();
      canvas = null;
    },
    close() {
      root.remove();
    },
  };
}

export interface Words {
  key: string;
  x: number;
  y: number;
  text: string;
  kind: string;
  anchor?: 'start' | 'middle' | 'end';
  colour?: number;
}

/** Keyed labels: every text of a chart goes through here. */
export function drawWords(group: Group, words: readonly Words[]): void {
  group
    .selectAll<SVGTextElement, Words>(':scope > text')
    .data([...words], (d) => d.key)
    .join('text')
    .attr('class', (d) => d.kind)
    .attr('data-colour', (d) => d.colour ?? null)
    .attr('text-anchor', (d) => d.anchor ?? 'start')
    .attr('x', (d) => round(d.x))
    .attr('y', (d) => round(d.y))
    .each(function (d) {
      setText(this, d.text);
    });
}

/** A tenth of a pixel is enough, and keeps exported files short. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
