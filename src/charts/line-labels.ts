import type { Frame } from './line-path.ts';
import type { Words } from './stage.ts';
import { measure } from './text.ts';

export interface EndLabel {
  id: string;
  name: string;
  note: string;
  colour: number;
  strong: boolean;
  /** Screen place of the line's last point. */
  x: number;
  y: number;
  /** Screen points of its line. */
  points: readonly number[];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const lineGap = 14;

function heightOf({ name, note }: Pick<EndLabel, 'name' | 'note'>): number {
  return (name ? lineGap : 0) + (note ? lineGap : 0);
}

export function widthOf({ name, note, strong }: Pick<EndLabel, 'name' | 'note' | 'strong'>): number {
  return Math.max(name ? measure(name, 13, strong ? 600 : 400) : 0, note ? measure(note, 12) : 0);
}

/**
 * Moves the middles of labels apart until none overlap, each as near to where it belongs as the others allow.
 * Blocks of touching labels move as one (the pool-adjacent-violators idea), so order is kept and none jumps.
 */
export function pushApart(
  wanted: readonly number[],
  heights: readonly number[],
  top: number,
  bottom: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const blocks: { members: number[]; start: number; height: number }[] = [];
  const settle = (members: number[]): { members: number[]; start: number; height: number } => {
    let offset = 0;
    let sum = 0;
    for (const i of members) {
      sum += wanted[i]! - offset - heights[i]! / 2;
      offset += heights[i]!;
    }
    const start = Math.min(Math.max(sum / members.length, top), Math.max(top, bottom - offset));
    return { members, start, height: offset };
  };
  for (const i of order) {
    blocks.push(settle([i]));
    while (blocks.length > 1) {
      const upper = blocks.at(-2)!;
      const lower = blocks.at(-1)!;
      if (upper.start + upper.height <= lower.start + 1e-9) break;
      blocks.splice(-2, 2, settle([...upper.members, ...lower.members]));
    }
  }
  const places: number[] = [];
  for (const { members, start } of blocks) {
    let offset = start;
    for (const i of members) {
      places[i] = offset + heights[i]! / 2;
      offset += heights[i]!;
    }
  }
  return places;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function crossings(points: readonly number[], box: Box): number {
  let hits = 0;
  for (let k = 0; k + 3 < points.length; k += 2) {
    const [x0, y0, x1, y1] = [points[k]!, points[k + 1]!, points[k + 2]!, points[k + 3]!];
    if (Number.isNaN(x0 + x1) || Math.max(x0, x1) < box.x || Math.min(x0, x1) > box.x + box.width) continue;
    // The part of the segment within the box's columns, then a test in y: exact for the short segments of a trace.
    const slope = x1 === x0 ? 0 : (y1 - y0) / (x1 - x0);
    const from = x1 === x0 ? y0 : y0 + slope * (Math.max(box.x, Math.min(x0, x1)) - x0);
    const to = x1 === x0 ? y1 : y0 + slope * (Math.min(box.x + box.width, Math.max(x0, x1)) - x0);
    if (Math.max(from, to) >= box.y && Math.min(from, to) <= box.y + box.height) hits++;
  }
  return hits;
}

/** A free place inside the plot beside a line that ends early: right of its end, else left, else further back along it. */
export function insidePlace(
  label: EndLabel,
  frame: Frame,
  lines: readonly (readonly number[])[],
  taken: readonly Box[],
): Box | null {
  const width = widthOf(label) + 4;
  const height = heightOf(label) + 2;
  let best: { box: Box; cost: number } | null = null;
  const count = label.points.length / 2;
  for (let back = 0; back < 12; back++) {
    const at = Math.round((count - 1) * (1 - back / 16));
    const [x, y] = back === 0 ? [label.x, label.y] : [label.points[2 * at]!, label.points[2 * at + 1]!];
    if (!Number.isFinite(x + y)) continue;
    const spots: [number, number][] = [
      [x + 9, y - height / 2],
      [x - 9 - width, y - height / 2],
      [x + 4, y - height - 7],
      [x + 4, y + 7],
    ];
    for (const [side, [bx, by]] of spots.entries()) {
      const box = { x: bx, y: by, width, height };
      if (bx < frame.left + 2 || bx + width > frame.right + 2 || by < frame.top - 4 || by + height > frame.bottom - 2)
        continue;
      const hits = lines.reduce((sum, points) => sum + crossings(points, box), 0);
      const covered = taken.filter((other) => overlap(box, other)).length;
      const cost = 20 * Math.min(hits, 6) + 200 * covered + 3 * back + side;
      if (!best || cost < best.cost) best = { box, cost };
    }
  }
  return best && best.cost < 60 ? best.box : null;
}

/** Name and second line of a label whose middle is at y. */
export function labelWords(
  label: EndLabel,
  x: number,
  middle: number,
  halo: boolean,
  anchor: 'start' | 'end' = 'start',
): Words[] {
  const top = middle - heightOf(label) / 2;
  const over = halo ? ' halo' : '';
  const words: Words[] = [];
  if (label.name) {
    const kind = `name${label.strong ? ' strong' : ''}${over}`;
    words.push({ key: `${label.id} name`, x, y: top + 11, text: label.name, kind, anchor, colour: label.colour });
  }
  if (label.note) {
    const y = top + (label.name ? lineGap : 0) + 11;
    words.push({ key: `${label.id} note`, x, y, text: label.note, kind: `note${over}`, anchor });
  }
  return words;
}

interface ListRow {
  id: string;
  x: number;
  y: number;
}

/** Places for a list above the plot, in as many columns as fit. */
export function wrapRows(
  labels: readonly EndLabel[],
  left: number,
  right: number,
  swatch: number,
): { rows: ListRow[]; height: number } {
  const widths = labels.map(({ name, note, strong }) => {
    return swatch + 6 + measure(name, 13, strong ? 600 : 400) + (note ? 6 + measure(note, 12) : 0);
  });
  const column = Math.max(1, ...widths) + 16;
  const columns = Math.max(1, Math.floor((right - left + 16) / column));
  const rows = labels.map(({ id }, i) => ({ id, x: left + (i % columns) * column, y: Math.floor(i / columns) * 18 }));
  return { rows, height: labels.length === 0 ? 0 : Math.ceil(labels.length / columns) * 18 + 4 };
}
