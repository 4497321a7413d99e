import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PotentialsSnapshot } from './potentials-snapshot.ts';
import styles from './views.module.css';

/** The potentials of an image problem on its pixels, each about its mean: blue is cheap to leave or reach, red dear. */
export function PotentialImages(props: ViewProps) {
  return (
    <div className={styles.pair}>
      <PotentialImage {...props} side="f" title="Potential of the source" />
      <PotentialImage {...props} side="g" title="Potential of the target" />
    </div>
  );
}

function PotentialImage({ picture, name, side, title }: ViewProps & { side: 'f' | 'g'; title: string }) {
  const hovered = useRef<MatrixData['hover']>(null);
  const images = () => (picture.get()?.snapshots.potentials as PotentialsSnapshot | undefined)?.images;
  const source = useDerived(picture, (): MatrixData => {
    const now = images();
    const values = now?.[side] ?? new Float32Array(1);
    const finite = values.filter((value) => Number.isFinite(value));
    const mean = finite.reduce((sum, value) => sum + value, 0) / Math.max(1, finite.length);
    const hover = hovered.current;
    const width = now?.width ?? 1;
    return {
      rows: now?.height ?? 1,
      cols: width,
      values: values.map((value) => value - mean),
      scale: 'linear',
      palette: 'signed',
      hover,
      onHover(cell) {
        hovered.current = cell;
        source.redraw();
      },
      ...(hover && now ? { hoverText: `${side} = ${formatNumber(values[hover.row * width + hover.col]!, 3)}` } : {}),
      rowLabel: '',
      colLabel: '',
      square: true,
    };
  });
  return (
    <ChartFigure
      title={title}
      unit={`${side}, about its mean`}
      name={`potential-${side}`}
      mount={mountMatrix}
      source={source}
      height="min(100cqi, 300px)"
      summary={() => {
        const now = images();
        if (!now) return 'A dual potential, once something has run.';
        const values = now[side].filter((value) => Number.isFinite(value));
        return `${name}: ${side} from ${formatNumber(Math.min(...values), 3)} to ${formatNumber(Math.max(...values), 3)} over ${values.length} pixels.`;
      }}
      table={() => {
        const now = images();
        return {
          head: ['Row', 'Column', 'Potential'],
          rows: Array.from(now?.[side] ?? [], (value, k) => [
            Math.floor(k / now!.width) + 1,
            (k % now!.width) + 1,
            formatNumber(value),
          ]),
        };
      }}
    />
  );
}
