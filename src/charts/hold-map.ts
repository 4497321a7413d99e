import type { MountChart } from './chart.ts';
import { formatNumber } from './format.ts';
import { drawWords, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export interface HoldMapCell {
  /** Places in `xs` and `ys`. */
  x: number;
  y: number;
  state: 'holds' | 'fails' | 'none' | 'waiting';
  value: number;
  /** A run was stopped before it ended: the value is at least this. */
  over: boolean;
  /** How far from the bound, 0 to 1: the stronger the shade. */
  distance: number;
}

export interface HoldMapData {
  xs: number[];
  ys: number[];
  xName: string;
  yName: string;
  cells: HoldMapCell[];
  /** The claim's own setting. */
  own: { x: number; y: number } | null;
}

const GLYPH = { holds: '✓', fails: '✕', none: '–', waiting: '' } as const;
const BOTTOM = 44;
const TOP = 20;

/** Where in a plane of two parameters a claim holds: a mark and a number in every cell, shaded by the distance from the bound. */
export const mountHoldMap: MountChart<HoldMapData> = (host) => {
  const stage = openStage(host, 'hold-map');
  for (const name of ['cells', 'own', 'words', 'marks']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 120 || size.height < 100) return;
      stage.fit(size);
      const { xs, ys, cells, own } = data;
      const left = Math.max(24, ...ys.map((value) => measure(formatNumber(value, 3), 12))) + 10;
      const wide = (size.width - left) / Math.max(1, xs.length);
      const tall = (size.height - TOP - BOTTOM) / Math.max(1, ys.length);
      const across = (x: number) => left + x * wide;
      // Large values stand at the top, as on any axis.
      const down = (y: number) => TOP + (ys.length - 1 - y) * tall;
      stage
        .layer('cells')
        .selectAll<SVGRectElement, HoldMapCell>('rect')
        .data(cells, (d) => `${d.x} ${d.y}`)
        .join('rect')
        .attr('class', (d) => (d.state === 'holds' || d.state === 'fails' ? 'verdict' : 'sunk'))
        .attr('data-holds', (d) => (d.state === 'fails' ? 'false' : null))
        .attr('data-state', (d) => d.state)
        .attr('fill-opacity', (d) => (d.state === 'holds' || d.state === 'fails' ? 0.1 + 0.3 * d.distance : null))
        .attr('x', (d) => round(across(d.x) + 1))
        .attr('y', (d) => round(down(d.y) + 1))
        .attr('width', round(Math.max(1, wide - 2)))
        .attr('height', round(Math.max(1, tall - 2)));
      stage
        .layer('own')
        .selectAll('rect')
        .data(own ? [own] : [])
        .join('rect')
        .attr('class', 'ring')
        .attr('x', (d) => round(across(d.x) + 2))
        .attr('y', (d) => round(down(d.y) + 2))
        .attr('width', round(Math.max(1, wide - 4)))
        .attr('height', round(Math.max(1, tall - 4)));
      const bottom = size.height - BOTTOM;
      const every = Math.ceil((Math.max(...xs.map((value) => measure(formatNumber(value, 3), 12))) + 8) / wide);
      const words: Words[] = [
        ...ys.map((value, y) => ({
          key: `y ${y}`,
          x: left - 8,
          y: down(y) + tall / 2 + 4,
          text: formatNumber(value, 3),
          kind: 'value',
          anchor: 'end' as const,
        })),
        ...xs.flatMap((value, x) =>
          x % every === 0
            ? [
                {
                  key: `x ${x}`,
                  x: across(x) + wide / 2,
                  y: bottom + 16,
                  text: formatNumber(value, 3),
                  kind: 'value',
                  anchor: 'middle' as const,
                },
              ]
            : [],
        ),
        { key: 'y name', x: 0, y: 12, text: data.yName, kind: 'note' },
        { key: 'x name', x: size.width, y: bottom + 36, text: data.xName, kind: 'note', anchor: 'end' },
      ];
      drawWords(stage.layer('words'), words);
      drawWords(stage.layer('marks'), marksOf(cells, wide, tall, across, down));
    },
    destroy() {
      stage.close();
    },
  };
};

/** Mark and number of every cell; the number is left out where it does not fit. */
function marksOf(
  cells: readonly HoldMapCell[],
  wide: number,
  tall: number,
  across: (x: number) => number,
  down: (y: number) => number,
): Words[] {
  return cells.flatMap((cell) => {
    const x = across(cell.x) + wide / 2;
    const y = down(cell.y) + tall / 2;
    const number = `${cell.over ? '> ' : ''}${formatNumber(cell.value, 3)}`;
    const fits = tall > 38 && Number.isFinite(cell.value) && measure(number, 12) < wide - 8;
    const glyph = GLYPH[cell.state];
    const key = `${cell.x} ${cell.y}`;
    const words: Words[] = [{ key, x, y: y + (fits ? -3 : 5), text: glyph, kind: 'said', anchor: 'middle' }];
    return fits
      ? [...words, { key: `${key} value`, x, y: y + 14, text: number, kind: 'note', anchor: 'middle' }]
      : words;
  });
}
