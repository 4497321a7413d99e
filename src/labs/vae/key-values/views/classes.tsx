import { useRef } from 'react';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { Cell, MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ClassesSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.classes as ClassesSnapshot | undefined;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** Accuracy on every class after every epoch: what the stream brings, and what it takes away again. */
export function Classes({ picture, name }: ViewProps) {
  const hover = useRef<Cell | null>(null);
  const source = useDerived(picture, (): MatrixData => {
    const shown = read(picture);
    const [rows, cols] = [shown?.classes ?? 10, shown?.epochs ?? 1];
    const at = hover.current && hover.current.col < cols ? hover.current : null;
    // The newest column sets no scale of its own: one cell of the first column is always full ink in `linear`.
    const starts = (shown?.starts ?? []).filter((start) => start < cols);
    return {
      rows,
      cols,
      values: shown?.accuracy ?? new Float64Array(rows),
      scale: 'linear',
      palette: 'mass',
      square: false,
      hover: at,
      hoverText:
        at && shown
          ? `digit ${at.row}, epoch ${at.col + 1}\n${percent(shown.accuracy[at.row * cols + at.col]!)} right`
          : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: 'digit ↓',
      colLabel: 'epochs →',
      ticks: {
        row: Array.from({ length: rows }, (_, c) => c),
        rowText: Array.from({ length: rows }, (_, c) => String(c)),
        col: starts,
        colText: starts.map((start) => String(start + 1)),
      },
    };
  });
  const ends = () => {
    const shown = read(picture);
    return Array.from({ length: shown?.classes ?? 0 }, (_, c) => {
      const row = shown!.accuracy.subarray(c * shown!.epochs, (c + 1) * shown!.epochs);
      return { best: Math.max(...row), now: row.at(-1)! };
    });
  };
  return (
    <ChartFigure
      title="Accuracy on every class, epoch after epoch"
      unit="share of test images; ticks where a task begins"
      name="classes"
      mount={mountMatrix}
      source={source}
      height={280}
      summary={() => {
        const rows = ends();
        if (rows.length === 0) return 'Accuracy on every class over the stream, once something has run.';
        const kept = rows.filter(({ now }) => now > 0.8).length;
        return `${name}: ${kept} of ${rows.length} classes are now named rightly in more than 80 % of the test images.`;
      }}
      table={() => ({
        head: ['Digit', 'Best so far', 'Now'],
        rows: ends().map(({ best, now }, c) => [String(c), percent(best), percent(now)]),
      })}
    />
  );
}
