import { drawXAxis, makeScale, ticksFor } from './axes.ts';
import type { MountChart } from './chart.ts';
import { drawWords, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export interface ShareBar {
  readonly name: string;
  /** Parts that follow each other from 0, as shares of the whole that is compared with. */
  readonly parts: readonly { readonly name: string; readonly share: number; readonly colour: number }[];
  /** What the bar says, in words. */
  readonly says: string;
  /** Another account of the same quantity. */
  readonly mark: { readonly at: number; readonly label: string } | null;
}

export interface ShareBarsData {
  readonly bars: readonly ShareBar[];
  /** Name of 1. */
  readonly whole: string;
  readonly label: string;
  readonly empty: string;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly colour: number;
  readonly row: number;
}

const ROW = 66;
const BAR = 16;
const TOP = 24;

/** Ends of the parts of each bar, in shares. */
export function piecesOf(bars: readonly ShareBar[]): Piece[] {
  return bars.flatMap(({ parts }, row) => {
    let end = 0;
    return parts.map(({ share, colour }) => {
      const from = end;
      end += Number.isFinite(share) ? Math.max(0, share) : 0;
      return { from, to: end, colour, row };
    });
  });
}

/** Running bars of what something costs, in parts, beside the whole it is compared with. */
export const mountShareBars: MountChart<ShareBarsData> = (host) => {
  const stage = openStage(host, 'share-bars');
  for (const name of ['x-axis', 'tracks', 'bars', 'lines', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 100 || size.height < 60) return;
      stage.fit(size);
      const pieces = piecesOf(data.bars);
      const most = [...pieces.map(({ to }) => to), ...data.bars.map(({ mark }) => mark?.at ?? 0)];
      const high = Math.max(1, ...most.filter(Number.isFinite));
      const right = size.width - 12;
      const x = makeScale('linear', [0, high * 1.02], [0, right]);
      const bottom = size.height - 24;
      drawXAxis(stage.layer('x-axis'), {
        scale: x,
        ticks: ticksFor('linear', [0, high * 1.02], right, 70),
        left: 0,
        right,
        bottom,
        width: size.width,
        label: data.label,
        here: null,
      });
      const up = (row: number) => TOP + row * ROW + 20;
      stage
        .layer('tracks')
        .selectAll('rect')
        .data(data.bars)
        .join('rect')
        .attr('class', 'sunk')
        .attr('x', 0)
        .attr('width', round(x(1)))
        .attr('y', (_, row) => up(row))
        .attr('height', BAR);
      stage
        .layer('bars')
        .selectAll('rect')
        .data(pieces)
        .join('rect')
        .attr('class', 'bar')
        .attr('data-colour', (d) => d.colour)
        .attr('x', (d) => round(x(d.from)))
        .attr('width', (d) => round(Math.max(0, x(d.to) - x(d.from))))
        .attr('y', (d) => up(d.row))
        .attr('height', BAR);
      const marks = data.bars.flatMap(({ mark }, row) =>
        mark === null ? [] : [`M${round(x(mark.at))},${up(row) - 4}v${BAR + 8}`],
      );
      stage
        .layer('lines')
        .selectAll('path')
        .data([
          { kind: 'floor', d: `M${round(x(1))},${TOP - 6}V${bottom}` },
          { kind: 'edge', d: marks.join('') },
        ])
        .join('path')
        .attr('class', (d) => d.kind)
        .attr('d', (d) => d.d);
      const words: Words[] = [{ key: 'whole', x: x(1) - 4, y: 12, text: data.whole, kind: 'note', anchor: 'end' }];
      data.bars.forEach(({ name, says, parts, mark }, row) => {
        words.push({ key: `name ${row}`, x: 0, y: up(row) - 7, text: `${name}: ${says}`, kind: 'note halo' });
        let [at, line] = [0, 0];
        for (const part of parts.length > 1 ? parts : []) {
          const text = `▮ ${part.name}`;
          if (!(part.share > 0)) continue;
          if (at > 0 && at + measure(text, 13) > size.width) {
            at = 0;
            line++;
          }
          words.push({
            key: `part ${row} ${part.name}`,
            x: at,
            y: up(row) + BAR + 16 + 17 * line,
            text,
            kind: 'name',
            colour: part.colour,
          });
          at += measure(text, 13) + 12;
        }
        if (mark !== null) {
          const flips = x(mark.at) + 6 + measure(mark.label, 12) > size.width;
          words.push({
            key: `mark ${row}`,
            x: flips ? Math.max(x(mark.at), measure(mark.label, 12)) : x(mark.at),
            y: up(row) + BAR + 16,
            text: mark.label,
            kind: 'note halo',
            anchor: flips ? 'end' : 'start',
          });
        }
      });
      if (data.bars.length === 0)
        words.push({
          key: 'empty',
          x: size.width / 2,
          y: size.height / 2,
          text: data.empty,
          kind: 'empty',
          anchor: 'middle',
        });
      drawWords(stage.layer('words'), words);
    },
    destroy() {
      stage.close();
    },
  };
};
