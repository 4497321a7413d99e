import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { DistancesSnapshot } from '../snapshots.ts';

/** Whether the mixture that lies nearer to validation is the better one. */
export function Distances({ picture, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.distances as DistancesSnapshot | undefined;
  const known = (shown: DistancesSnapshot | undefined) =>
    shown !== undefined && !Number.isNaN(shown.large.distance[0]!);
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const labels = Array.from(shown?.shares ?? [], (share) => `share ${share.toFixed(3)}`);
    return {
      x: { label: 'cost', scale: 'linear' },
      y: { label: '', said: 'accuracy', scale: 'linear' },
      series:
        shown && known(shown)
          ? [
              {
                name: `n = ${shown.sizes[1]}`,
                form: 'dots',
                colour,
                x: shown.large.distance,
                y: shown.large.accuracy,
                labels,
              },
              {
                name: `n = ${shown.sizes[0]}`,
                form: 'dots',
                colour: 5,
                x: shown.small.distance,
                y: shown.small.accuracy,
                labels,
              },
            ]
          : [],
      empty: shown ? 'This method measures no distances.' : 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Distance and accuracy"
      unit="accuracy against transport cost to validation; a dot a mixture"
      name="distances"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const shown = now();
        if (!shown) return 'Accuracy against the distance of mixtures, once something has run.';
        if (!known(shown)) return 'This method measures no distances.';
        const nearest = shown.large.distance.indexOf(Math.min(...shown.large.distance));
        const best = shown.large.accuracy.indexOf(Math.max(...shown.large.accuracy));
        return `The nearest mixture has share ${shown.shares[nearest]!.toFixed(3)}, the best ${shown.shares[best]!.toFixed(3)}.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Share', 'Distance at n₀', 'Accuracy', 'Distance at n₁', 'Accuracy'],
          rows: shown
            ? Array.from(shown.shares, (share, k) => [
                share.toFixed(3),
                ...[shown.small.distance, shown.small.accuracy, shown.large.distance, shown.large.accuracy].map(
                  (values) => formatNumber(values[k]!),
                ),
              ])
            : [],
        };
      }}
    />
  );
}
