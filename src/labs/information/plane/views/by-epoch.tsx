import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { alongEpochs, hasOwnUnits, planeOf, summaryOf, symbolOf, tableOf } from './pictures.ts';
import styles from './plane.module.css';

/** Both informations against the epoch, one line a layer. */
export function ByEpoch(props: ViewProps) {
  return (
    <div className={styles.multiples}>
      <Side {...props} side="ixt" />
      <Side {...props} side="ity" />
    </div>
  );
}

function Side({ picture, facts, method, side }: ViewProps & { side: 'ixt' | 'ity' }) {
  const limit = (side === 'ixt' ? facts.hX : facts.ixy) as number;
  const source = useDerived(picture, (now): PlotData => {
    const plane = planeOf(now);
    const layers = plane?.layerNames.length ?? 0;
    // log(1 + epoch) gives epoch 0 a place.
    const x = plane ? plane.epochs.map((epoch) => epoch + 1) : [];
    const known = Number.isFinite(limit) && !hasOwnUnits(method);
    return {
      x: { label: 'epoch + 1', scale: 'log' },
      y: { label: '', scale: 'linear', ...(known ? { domain: [0, 1.08 * limit] as const } : {}) },
      series: plane
        ? plane.layerNames.map((_, l) => ({
            name: symbolOf(l, layers),
            form: 'line' as const,
            colour: l + 1,
            dashed: l === layers - 1,
            x,
            y: alongEpochs(plane[side], l, layers),
          }))
        : [],
      lines: known ? [{ axis: 'y', at: limit, label: '' }] : [],
    };
  });
  const name = side === 'ixt' ? 'I(X;T)' : 'I(T;Y)';
  return (
    <ChartFigure
      title={name}
      unit="bits, by layer"
      name={`${side}-by-epoch`}
      mount={mountPlot}
      source={source}
      height={230}
      summary={() => summaryOf(planeOf(picture.get()), facts)}
      table={() => {
        const { head, rows } = tableOf(planeOf(picture.get()));
        const kept = side === 'ixt' ? 2 : 3;
        return {
          head: [head[0]!, head[1]!, `${name}, bits`],
          rows: rows.map((row) => [row[0]!, row[1]!, row[kept] ?? formatNumber(null)]),
        };
      }}
    />
  );
}
