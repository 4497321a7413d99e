import type { MountChart } from './chart.ts';
import { css, type Rgb, rampOf, rampSteps, readTokens } from './colour.ts';
import { drawWords, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export interface ScoreMatrixData {
  /** Rows of numbers from 0 to 1; NaN leaves a cell empty. */
  readonly rows: readonly ArrayLike<number>[];
  readonly rowNames: readonly string[];
  readonly colNames: readonly string[];
  readonly rowLabel: string;
  readonly colLabel: string;
  readonly empty: string;
}

interface Cell {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

const TOP = 40;
const GAP = 2;
const TALLEST = 56;

/** A small matrix of shares whose numbers are written in its cells. */
export const mountScoreMatrix: MountChart<ScoreMatrixData> = (host) => {
  const stage = openStage(host, 'score-matrix');
  for (const name of ['cells', 'words', 'numbers']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 80 || size.height < 60) return;
      stage.fit(size);
      const tokens = readTokens(stage.root);
      const cols = Math.max(1, data.colNames.length);
      const left = Math.max(measure(data.rowLabel, 12), ...data.rowNames.map((name) => measure(name, 12))) + 10;
      const wide = (size.width - left) / cols;
      const tall = Math.min(TALLEST, (size.height - TOP - 2) / Math.max(1, data.rows.length));
      const cells: Cell[] = data.rows.flatMap((row, r) =>
        Array.from(row, (value, c) => ({ key: `${r} ${c}`, x: left + c * wide, y: TOP + r * tall, value })),
      );
      const known = cells.filter(({ value }) => Number.isFinite(value));
      const ramp = rampOf('mass', tokens);
      const paint = (value: number): string => {
        const at = 4 * Math.round(Math.min(1, Math.max(0, value)) * (rampSteps - 1));
        return css([ramp[at]!, ramp[at + 1]!, ramp[at + 2]!] as Rgb, ramp[at + 3]! / 255);
      };
      stage
        .layer('cells')
        .selectAll<SVGRectElement, Cell>('rect')
        .data(known, (d) => d.key)
        .join('rect')
        .attr('x', (d) => round(d.x))
        .attr('y', (d) => round(d.y))
        .attr('width', round(Math.max(1, wide - GAP)))
        .attr('height', round(Math.max(1, tall - GAP)))
        .style('fill', (d) => paint(d.value));
      const middle = { anchor: 'middle', kind: 'value' } as const;
      const words: Words[] = [
        ...data.colNames.map((text, c) => ({ key: `col ${c}`, x: left + (c + 0.5) * wide, y: 30, text, ...middle })),
        ...data.rowNames.map((text, r) => ({
          key: `row ${r}`,
          x: 0,
          y: TOP + (r + 0.5) * tall + 3,
          text,
          kind: 'value',
        })),
        { key: 'col label', x: left, y: 12, text: data.colLabel, kind: 'note' },
        { key: 'row label', x: 0, y: 30, text: data.rowLabel, kind: 'note' },
      ];
      if (known.length === 0)
        words.push({
          key: 'empty',
          x: size.width / 2,
          y: size.height / 2,
          text: data.empty,
          kind: 'empty',
          anchor: 'middle',
        });
      drawWords(stage.layer('words'), words);
      stage
        .layer('numbers')
        .selectAll<SVGTextElement, Cell>('text')
        .data(known, (d) => d.key)
        .join('text')
        .attr('class', 'value')
        .attr('text-anchor', 'middle')
        .attr('x', (d) => round(d.x + (wide - GAP) / 2))
        .attr('y', (d) => round(d.y + (tall - GAP) / 2 + 4))
        .style('fill', (d) => css(d.value > 0.55 ? tokens.paper : tokens.ink))
        .text((d) => (100 * d.value).toFixed(0));
    },
    destroy() {
      stage.close();
    },
  };
};
