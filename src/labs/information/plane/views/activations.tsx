import { useSyncExternalStore } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ActivationsSnapshot } from './pictures.ts';
import styles from './plane.module.css';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.activations as ActivationsSnapshot | undefined;

/** What the units of each layer say, all pooled, with the bins the estimator puts over them. */
export function Activations({ picture }: ViewProps) {
  const count = useSyncExternalStore(picture.subscribe, () => read(picture)?.layers.length ?? 0);
  const layers = Array.from({ length: Math.max(1, count) }, (_, l) => l);
  return (
    <div className={styles.layers}>
      {layers.map((layer) => (
        <Histogram key={layer} picture={picture} layer={layer} />
      ))}
    </div>
  );
}

function Histogram({ picture, layer }: Pick<ViewProps, 'picture'> & { layer: number }) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture)?.layers[layer];
    if (!shown) return { x: { label: '', scale: 'linear' }, y: { label: '', scale: 'linear' }, series: [] };
    const { low, high, counts, edges } = shown;
    const width = (high - low) / counts.length;
    const total = counts.reduce((sum, value) => sum + value, 0) || 1;
    return {
      x: { label: '', said: 'bin', scale: 'linear', domain: high > low ? [low, high] : [low - 1, low + 1] },
      y: { label: '', said: 'share', scale: 'linear' },
      series: [
        {
          name: '',
          form: 'bars',
          x: Array.from(counts, (_, k) => low + (k + 0.5) * width),
          y: counts.map((value) => value / total),
        },
      ],
      // The edges of the bins as hair lines; without words there is room for all.
      lines: Array.from(edges, (at, k) => ({ axis: 'x' as const, at, label: '', key: k })).filter(
        ({ at }) => at >= low && at <= high,
      ),
    };
  });
  return (
    <ChartFigure
      title={read(picture)?.layerNames[layer] ?? 'Activations'}
      unit={layer === 0 ? 'share of activations; dashed: bins' : ''}
      name={`activations-${layer + 1}`}
      mount={mountPlot}
      source={source}
      height={140}
      summary={() => {
        const shown = read(picture)?.layers[layer];
        return shown
          ? `Activations from ${formatNumber(shown.low, 3)} to ${formatNumber(shown.high, 3)} in ${Math.max(0, shown.edges.length - 1)} bins.`
          : 'The activations of this layer, once something has run.';
      }}
      table={() => {
        const shown = read(picture)?.layers[layer];
        const width = shown ? (shown.high - shown.low) / shown.counts.length : 0;
        return {
          head: ['From', 'To', 'Activations'],
          rows: shown
            ? Array.from(shown.counts, (value, k) => [
                formatNumber(shown.low + k * width, 3),
                formatNumber(shown.low + (k + 1) * width, 3),
                formatNumber(value),
              ])
            : [],
        };
      }}
    />
  );
}
