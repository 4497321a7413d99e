import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ReadingSnapshot } from '../snapshots.ts';

const TARGETS = ['s₁', 's₂s₃', 's₄s₅s₆', 's₇s₈s₉s₁₀'];
const layerOf = (row: number) => (row === 0 ? 'input' : `layer ${row}`);

/** What share of each target a linear decoder reads from each layer. */
export function Reading({ picture }: ViewProps) {
  const hover = useRef<{ row: number; col: number } | null>(null);
  const read = () => picture.get()?.snapshots.reading as ReadingSnapshot | undefined;
  const source = useDerived(picture, (): MatrixData => {
    const shown = read();
    const rows = shown?.layers ?? 5;
    const cols = TARGETS.length;
    const at = hover.current && hover.current.row < rows ? hover.current : null;
    return {
      rows,
      cols,
      values: shown?.explained ?? new Float32Array(rows * cols),
      scale: 'linear',
      palette: 'mass',
      square: false,
      hover: at,
      hoverText:
        at && shown
          ? `${TARGETS[at.col]} from ${layerOf(at.row)}\nR² ${formatNumber(shown.explained[at.row * cols + at.col]!, 2)}`
          : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: 'depth ↓',
      colLabel: 'target',
      ticks: {
        row: Array.from({ length: rows }, (_, k) => k),
        col: [0, 1, 2, 3],
        rowText: Array.from({ length: rows }, (_, k) => (k === 0 ? 'in' : String(k))),
        colText: TARGETS,
      },
    };
  });
  return (
    <ChartFigure
      title="Read from each layer"
      unit="R² of a linear decoder on held-out rows"
      name="reading"
      mount={mountMatrix}
      source={source}
      height={320}
      summary={() => {
        const shown = read();
        return shown
          ? `After ${formatNumber(shown.updates)} updates the complexity of the four targets is ${Array.from(shown.complexity, (value) => formatNumber(value, 2)).join(', ')}.`
          : 'The share of each target that each layer shows to a linear decoder, once something has run.';
      }}
      table={() => {
        const shown = read();
        return {
          head: ['Layer', ...TARGETS],
          rows: shown
            ? Array.from({ length: shown.layers }, (_, l) => [
                layerOf(l),
                ...TARGETS.map((_name, t) => formatNumber(shown.explained[l * TARGETS.length + t]!, 3)),
              ])
            : [],
        };
      }}
    />
  );
}
