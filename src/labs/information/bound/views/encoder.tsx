import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { EncoderSnapshot } from '../snapshots.ts';

/** p(t|x): which letter each x takes, and how surely. */
export function Encoder({ picture, facts }: ViewProps) {
  const hover = useRef<{ row: number; col: number } | null>(null);
  const names = (facts.rowNames as readonly string[] | undefined) ?? [];
  const nameOf = (row: number) => names[row] ?? String(row + 1);
  const read = () => picture.get()?.snapshots.encoder as EncoderSnapshot | undefined;
  const source = useDerived(picture, (now): MatrixData => {
    const encoder = now?.snapshots.encoder as EncoderSnapshot | undefined;
    const rows = encoder?.rows ?? 1;
    const cols = Math.max(1, encoder?.letters ?? 1);
    const at = hover.current && hover.current.row < rows && hover.current.col < cols ? hover.current : null;
    const ends = rows > 1 ? [0, rows - 1] : [0];
    return {
      rows,
      cols,
      values: encoder && encoder.letters > 0 ? encoder.values : new Float32Array(rows * cols),
      scale: 'linear',
      palette: 'mass',
      square: false,
      hover: at,
      hoverText:
        at && encoder
          ? `x ${nameOf(at.row)}, letter ${at.col + 1}\np(t|x) ${formatNumber(encoder.values[at.row * cols + at.col]!, 3)}`
          : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: '*x* ↓',
      colLabel: 'letter *t*',
      ticks: { row: ends, col: [], rowText: ends.map(nameOf), colText: [] },
    };
  });
  return (
    <ChartFigure
      title="The encoder"
      unit="p(t|x), letters with mass"
      name="encoder"
      mount={mountMatrix}
      source={source}
      height={230}
      summary={() => {
        const encoder = read();
        return encoder
          ? `At β ${formatNumber(encoder.beta, 3)}, ${encoder.letters} letters have mass for ${encoder.rows} values of X.`
          : 'Which letter each x takes, once something has run.';
      }}
      table={() => {
        const encoder = read();
        return {
          head: ['x', 'Letter', 'p(t|x)'],
          rows: encoder
            ? Array.from(encoder.values, (value, k) => ({ value, k }))
                .filter(({ value }) => value > 0.01)
                .slice(0, 400)
                .map(({ value, k }) => [
                  nameOf(Math.floor(k / encoder.letters)),
                  String((k % encoder.letters) + 1),
                  formatNumber(value, 3),
                ])
            : [],
        };
      }}
    />
  );
}
