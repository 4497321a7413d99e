import type { LineData, Reference } from './line-data.ts';
import type { Layout } from './line-layout.ts';
import { drawWords, type Group, round, type Words } from './stage.ts';
import { measure } from './text.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const strokes = { floor: 'floor', bound: 'bound', event: 'passing' } as const;

/** Floors, bounds and events with their names on the line, left, above it. Returns the places of the names. */
export function drawLimits(
  lines: Group,
  names: Group,
  { references }: LineData,
  { plot, limitsOutside }: Layout,
): Box[] {
  const within = references.filter(({ kind, value }) => {
    const at = kind === 'event' ? plot.x(value) : plot.y(value);
    const [from, to] = kind === 'event' ? [plot.left, plot.right] : [plot.top, plot.bottom];
    return Number.isFinite(at) && at >= from - 0.5 && at <= to + 0.5;
  });
  lines
    .selectAll<SVGPathElement, Reference>('path')
    .data(within, (d) => `${d.kind} ${d.label}`)
    .join('path')
    .attr('class', (d) => strokes[d.kind])
    .attr('data-colour', (d) => d.colour ?? null)
    .style('stroke', (d) => (d.colour ? 'var(--hue)' : null))
    .attr('d', (d) =>
      d.kind === 'event'
        ? `M${round(plot.x(d.value))},${plot.top}V${plot.bottom}`
        : `M${plot.left},${round(plot.y(d.value))}H${plot.right}`,
    );
  const words: Words[] = [];
  const taken: Box[] = [];
  for (const d of within) {
    if (d.label === '' || (limitsOutside && d.kind !== 'event')) continue;
    const width = measure(d.label, d.kind === 'event' ? 13 : 12, 400, d.kind === 'event');
    const spot = d.kind === 'event' ? besideEvent(plot.x(d.value), width, plot) : onLine(plot.y(d.value), plot);
    const box = { x: spot.x, y: spot.y - 11, width, height: 15 };
    while (taken.some((o) => o.x < box.x + width && box.x < o.x + o.width && Math.abs(o.y - box.y) < 14)) {
      // Two limits close together: the second name goes further along its line rather than over the first.
      box.x = Math.max(...taken.filter((o) => Math.abs(o.y - box.y) < 14).map((o) => o.x + o.width)) + 12;
    }
    taken.push(box);
    const kind = d.kind === 'event' ? 'event halo' : 'note halo';
    words.push({ key: `${d.kind} ${d.label}`, x: box.x, y: spot.y, text: d.label, kind });
  }
  drawWords(names, words);
  return taken;
}

function onLine(y: number, plot: Layout['plot']): { x: number; y: number } {
  return { x: plot.left + 4, y: y - 17 < plot.top - 8 ? y + 14 : y - 5 };
}

function besideEvent(x: number, width: number, plot: Layout['plot']): { x: number; y: number } {
  const right = x + 6 + width <= plot.right;
  return { x: right ? x + 6 : Math.max(plot.left, x - 6 - width), y: plot.top + 10 };
}
