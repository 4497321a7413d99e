import { useRef } from 'react';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { Cell, MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SwitchesSnapshot } from '../snapshots.ts';

/** Which experts tokens left, and for which. */
export function Switches({ picture, name }: ViewProps) {
  const hover = useRef<Cell | null>(null);
  const now = () => {
    const shown = picture.get()?.snapshots.switches as SwitchesSnapshot | undefined;
    return shown?.counts ? shown : undefined;
  };
  const source = useDerived(picture, (): MatrixData => {
    const shown = now();
    const size = shown?.columns ?? 2;
    const at = hover.current && hover.current.row < size && hover.current.col < size ? hover.current : null;
    const told = [...new Set([0, Math.floor((size - 1) / 2), size - 1])];
    const words = told.map((k) => String(k + 1));
    return {
      rows: size,
      cols: size,
      values: shown?.counts ?? new Float64Array(size * size),
      scale: 'sqrt',
      palette: 'mass',
      square: true,
      hover: at,
      hoverText:
        at && shown
          ? `${shown.counts[at.row * size + at.col]!} times\nfrom ${at.row + 1} (load ${shown.loads[at.row]!.toFixed(2)} of even) to ${at.col + 1} (${shown.loads[at.col]!.toFixed(2)})`
          : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: 'from ↓',
      colLabel: 'to →',
      ticks: { row: told, rowText: words, col: told, colText: words },
    };
  });
  const pairs = () => {
    const shown = now();
    return Array.from(shown?.counts ?? [], (count, at) => ({
      count,
      from: Math.floor(at / shown!.columns) + 1,
      to: (at % shown!.columns) + 1,
    })).sort((a, b) => b.count - a.count);
  };
  return (
    <ChartFigure
      title="Rows that changed column"
      unit="all steps so far"
      name="switches"
      mount={mountMatrix}
      source={source}
      height="min(100cqi, 380px)"
      caption="Counted while every step sees the same batch: rows of a fresh one have no column to leave."
      summary={() => {
        const all = pairs();
        const sum = all.reduce((total, { count }) => total + count, 0);
        if (sum === 0) return 'No row has changed its column so far.';
        return `${name} has moved rows ${sum} times; most often, ${all[0]!.count} times, from ${all[0]!.from} to ${all[0]!.to}.`;
      }}
      table={() => ({
        head: ['From', 'To', 'Times'],
        rows: pairs()
          .filter(({ count }) => count > 0)
          .slice(0, 40)
          .map(({ from, to, count }) => [String(from), String(to), String(count)]),
      })}
    />
  );
}
