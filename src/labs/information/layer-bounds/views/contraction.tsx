import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

const WIDTHS = [1, 2, 4, 8, 16, 32, 64];
const RATES = 20;
const rate = (col: number) => (0.95 * col) / (RATES - 1);

/** What share of a divergence can survive dropout, by the rate and the number of inputs. */
export function Contraction({ picture, facts }: ViewProps) {
  const hover = useRef<{ row: number; col: number } | null>(null);
  const values = facts.contraction as Float32Array | undefined;
  const at = (row: number, col: number) => values?.[row * RATES + col] ?? Number.NaN;
  const source = useDerived(
    picture,
    (): MatrixData => ({
      rows: WIDTHS.length,
      cols: RATES,
      values: values ?? new Float32Array(WIDTHS.length * RATES),
      scale: 'linear',
      palette: 'mass',
      square: false,
      hover: hover.current,
      hoverText: hover.current
        ? `${WIDTHS[hover.current.row]} inputs, δ ${formatNumber(rate(hover.current.col), 2)}\n${formatNumber(at(hover.current.row, hover.current.col), 3)} survives`
        : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: 'inputs ↓',
      colLabel: 'dropout *δ*',
      ticks: { row: [0, 3, 6], col: [0, 10, 19], rowText: ['1', '8', '64'], colText: ['0', '0.5', '0.95'] },
    }),
  );
  return (
    <ChartFigure
      title="What dropout leaves"
      unit="share of a divergence that can pass one layer"
      name="contraction"
      mount={mountMatrix}
      source={source}
      height={260}
      summary={() =>
        `With half of the inputs dropped, ${formatNumber(at(0, 10), 2)} of a divergence can pass one input and nearly all of it eight.`
      }
      table={() => ({
        head: ['Inputs', 'Dropout', 'Passes'],
        rows: WIDTHS.flatMap((width, row) =>
          [0, 5, 10, 15, 19].map((col) => [String(width), formatNumber(rate(col), 2), formatNumber(at(row, col), 3)]),
        ),
      })}
    />
  );
}
