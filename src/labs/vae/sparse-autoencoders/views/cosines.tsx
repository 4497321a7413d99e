import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { RowsSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.rows as RowsSnapshot | undefined;

/** Cosine of each true feature with its partner in the dictionary. */
const partnersOf = ({ count, m, cosines }: RowsSnapshot) =>
  Array.from({ length: Math.min(count, m) }, (_, t) => cosines[t * m + t]!);

/** True features against rows of the dictionary, each feature's partner on the diagonal. */
export function Cosines({ picture, name }: ViewProps) {
  const hover = useRef<{ row: number; col: number } | null>(null);
  const source = useDerived(picture, (): MatrixData => {
    const shown = read(picture);
    const [rows, cols] = [shown?.count ?? 1, shown?.m ?? 1];
    const at = hover.current && hover.current.row < rows && hover.current.col < cols ? hover.current : null;
    return {
      rows,
      cols,
      values: shown?.cosines ?? new Float32Array(1),
      scale: 'linear',
      palette: 'signed',
      square: false,
      hover: at,
      hoverText:
        at && shown
          ? `feature ${at.row + 1}, row ${shown.order[at.col]! + 1}\ncosine ${formatNumber(shown.cosines[at.row * cols + at.col]!, 3)}, used in ${formatNumber(100 * shown.usage[at.col]!, 2)} %`
          : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: 'true feature ↓',
      colLabel: 'row of the dictionary',
    };
  });
  return (
    <ChartFigure
      title="True and learned features"
      unit="cosine; partners on the diagonal, then rows without one, most used first"
      name="cosines"
      mount={mountMatrix}
      source={source}
      height={300}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Cosines of true and learned features, once something has run.';
        const found = partnersOf(shown).filter((cosine) => cosine > 0.9).length;
        return `${name}: ${found} of ${shown.count} true features have a partner with a cosine above 0.9.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['True feature', 'Partner', 'Cosine', 'Used in, %'],
          rows: shown
            ? partnersOf(shown).map((cosine, t) => [
                String(t + 1),
                String(shown.order[t]! + 1),
                formatNumber(cosine, 3),
                formatNumber(100 * shown.usage[t]!, 3),
              ])
            : [],
        };
      }}
    />
  );
}
