import type { MountChart, Size } from './chart.ts';
import { orderColour, readTokens } from './colour.ts';
import { largest, silhouettePath, stageMargins } from './silhouette.ts';
import { drawWords, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export interface LoomData {
  /** Densities along [0, 1], drawn from the top down. */
  source: ArrayLike<number>;
  target: ArrayLike<number>;
  /** Pairs (from, to) in [0, 1], of equal mass. */
  threads: ArrayLike<number>;
  /** From 0 to 1: where the mass is on its way; null shows only the ways. */
  time: number | null;
  labels: { source: string; target: string; note: string };
  horizontal?: boolean;
  /** Length in px of the axis, when the matrix beside it is smaller than its height allows. */
  extent?: number;
}

interface Ends {
  /** Screen place of 0 and 1 along the axis. */
  from: number;
  to: number;
  /** Screen places of the source's and the target's base line. */
  source: number;
  target: number;
  depth: number;
}

const most = 400;

function endsOf({ horizontal, extent, labels }: LoomData, { width, height }: Size): Ends {
  if (horizontal) {
    const depth = Math.min(46, Math.max(20, height * 0.18));
    const foot = labels.source || labels.target || labels.note ? 20 : 0;
    return { from: 0, to: extent ?? width, source: depth, target: height - depth - foot, depth };
  }
  const depth = Math.min(46, Math.max(28, width * 0.2));
  const tall = Math.max(20, height - stageMargins.top - stageMargins.bottom);
  return {
    from: stageMargins.top,
    to: stageMargins.top + (extent ?? tall),
    source: depth,
    target: width - depth,
    depth,
  };
}

/** Mass moving from one density to another, as threads that each carry the same share of it. */
export const mountLoom: MountChart<LoomData> = (host) => {
  const stage = openStage(host, 'loom');
  for (const name of ['threads', 'ends', 'riders', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 40 || size.height < 40) return;
      stage.fit(size);
      const ends = endsOf(data, size);
      const threads = threadsOf(data);
      const { dark } = readTokens(stage.root);
      const along = (share: number): number => ends.from + share * (ends.to - ends.from);
      const middle = (ends.source + ends.target) / 2;
      const spot = (across: number, place: number): string =>
        data.horizontal ? `${round(place)},${round(across)}` : `${round(across)},${round(place)}`;
      stage
        .layer('threads')
        .selectAll<SVGPathElement, Thread>('path')
        .data(threads, (d) => d.key)
        .join('path')
        .attr('class', 'thread')
        .attr('stroke', (d) => orderColour(d.order, dark))
        .attr('d', ({ from, to }) => {
          const [a, b] = [along(from), along(to)];
          return `M${spot(ends.source, a)}C${spot(middle, a)} ${spot(middle, b)} ${spot(ends.target, b)}`;
        });
      drawEnds(data, ends);
      drawRiders(data, threads, ends, along, dark);
      drawLabels(data, ends, size);
    },
    destroy() {
      stage.close();
    },
  };

  function drawEnds(data: LoomData, { from, to, source, target, depth }: Ends): void {
    // One scale for both ends: equal areas are equal masses.
    const top = largest(data.target, largest(data.source));
    const upright = !data.horizontal;
    const paths = [
      silhouettePath(data.source, { from, to, base: source, peak: source - depth, top, upright }),
      silhouettePath(data.target, { from, to, base: target, peak: target + depth, top, upright }),
    ];
    stage
      .layer('ends')
      .selectAll('path')
      .data(paths)
      .join('path')
      .attr('class', 'silhouette')
      .attr('d', (d) => d);
  }

  function drawRiders(
    data: LoomData,
    threads: Thread[],
    ends: Ends,
    along: (share: number) => number,
    dark: boolean,
  ): void {
    const t = data.time === null ? 0 : Math.min(1, Math.max(0, data.time));
    // The same cubic as the thread, so that a dot never leaves its own.
    const early = (1 - t) ** 3 + 3 * (1 - t) ** 2 * t;
    const across = ends.source * ((1 - t) ** 3 + 1.5 * t * (1 - t)) + ends.target * (t ** 3 + 1.5 * t * (1 - t));
    const place = ({ from, to }: Thread): number => early * along(from) + (1 - early) * along(to);
    stage
      .layer('riders')
      .selectAll<SVGCircleElement, Thread>('circle')
      .data(data.time === null ? [] : threads, (d) => d.key)
      .join('circle')
      .attr('class', 'rider')
      .attr('r', 3)
      .attr('fill', (d) => orderColour(d.order, dark))
      .attr('cx', (d) => round(data.horizontal ? place(d) : across))
      .attr('cy', (d) => round(data.horizontal ? across : place(d)));
  }

  function drawLabels({ labels, horizontal }: LoomData, ends: Ends, { width, height }: Size): void {
    const words: Words[] = [];
    const say = (key: string, x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): void => {
      if (text) words.push({ key, x, y, text, kind: 'value', anchor });
    };
    if (horizontal) {
      const narrow = measure(labels.source + labels.target + labels.note, 12) + 24 > width;
      say('source', 0, 12, labels.source, 'start');
      say('target', width, height - 6, labels.target, 'end');
      if (!narrow) say('note', 0, height - 6, labels.note, 'start');
    } else {
      say('source', 0, ends.from - 12, labels.source, 'start');
      say('target', width, ends.from - 12, labels.target, 'end');
      say('note', width / 2, ends.to + 16, labels.note, 'middle');
    }
    drawWords(stage.layer('words'), words);
  }
};

interface Thread {
  key: string;
  from: number;
  to: number;
  /** Place along the source among all threads, 0 to 1: the colour. */
  order: number;
}

function threadsOf({ threads }: LoomData): Thread[] {
  const count = Math.floor(threads.length / 2);
  const every = Math.max(1, Math.ceil(count / most));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    low = Math.min(low, threads[2 * i]!);
    high = Math.max(high, threads[2 * i]!);
  }
  const found: Thread[] = [];
  for (let i = 0; i < count; i += every) {
    const from = threads[2 * i]!;
    const to = threads[2 * i + 1]!;
    if (Number.isFinite(from + to))
      found.push({ key: String(i), from, to, order: high > low ? (from - low) / (high - low) : 0.5 });
  }
  return found;
}
