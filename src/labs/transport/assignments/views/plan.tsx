import { useRef } from 'react';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { Cell, MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PlanSnapshot } from '../snapshots.ts';

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** The plan row by row, columns down the side: where every row's mass goes. */
export function Plan({ picture, name }: ViewProps) {
  const hover = useRef<Cell | null>(null);
  const read = () => picture.get()?.snapshots.plan as PlanSnapshot | undefined;
  const source = useDerived(picture, (): MatrixData => {
    const shown = read();
    const [rows, cols] = [shown?.columns ?? 2, shown?.rows ?? 2];
    const values = new Float64Array(rows * cols);
    for (let i = 0; i < cols; i++)
      for (let k = 0; k < rows; k++) values[k * cols + i] = shown?.values[i * rows + k] ?? 0;
    const at = hover.current && hover.current.row < rows && hover.current.col < cols ? hover.current : null;
    const told = [...new Set([0, Math.floor((rows - 1) / 2), rows - 1])];
    return {
      rows,
      cols,
      values,
      scale: 'linear',
      palette: 'mass',
      square: false,
      hover: at,
      hoverText:
        at && shown
          ? `row ${shown.order[at.col]! + 1} to ${at.row + 1}\n${percent(values[at.row * cols + at.col]!)} of its mass`
          : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: 'column ↓',
      colLabel: 'rows, by their label and then by the mass they send →',
      ticks: { row: told, rowText: told.map((k) => String(k + 1)), col: [], colText: [] },
    };
  });
  return (
    <ChartFigure
      title="The plan"
      unit="share of a row’s mass; at most 256 rows are drawn"
      name="assignment-plan"
      mount={mountMatrix}
      source={source}
      height={260}
      summary={() => {
        const shown = read();
        if (!shown) return 'The plan, once something has run.';
        const sent = shown.values.reduce((sum, q) => sum + q, 0) / shown.rows;
        return `${name} sends ${percent(sent)} of the mass of the rows drawn to ${shown.columns} columns.`;
      }}
      table={() => {
        const shown = read();
        return {
          head: ['Row', 'Column with most of it', 'Share of its mass'],
          rows: Array.from(shown?.order ?? [], (i, r) => {
            const row = shown!.values.subarray(r * shown!.columns, (r + 1) * shown!.columns);
            const most = Math.max(...row);
            return [String(i + 1), String(row.indexOf(most) + 1), percent(most)];
          }).slice(0, 100),
        };
      }}
    />
  );
}
