import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { UsageSnapshot } from '../snapshots.ts';

/** How evenly the images are spread over the keys. */
export function Usage({ picture, colour }: ViewProps) {
  const now = () => {
    const shown = picture.get()?.snapshots.usage as UsageSnapshot | undefined;
    return shown?.shares ? shown : undefined;
  };
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'key, the most fetched first', scale: 'linear' },
      y: { label: '', said: '% of the images', scale: 'linear' },
      series: shown
        ? [
            {
              name: '',
              form: 'bars',
              colour,
              x: Array.from(shown.shares, (_, k) => k + 1),
              y: shown.shares.map((v) => 100 * v),
            },
          ]
        : [],
      lines: shown ? [{ axis: 'y', at: 100 / shown.shares.length, label: 'all alike' }] : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="How often keys are fetched"
      unit="% of the training images, averaged over heads"
      name="keys-in-use"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        return shown
          ? `The most fetched key of a head serves ${(100 * shown.shares[0]!).toFixed(1)} % of the images; ${shown.unused} of ${shown.heads * shown.shares.length} keys are never fetched.`
          : 'How often keys are fetched, once something has run.';
      }}
      table={() => ({
        head: ['Key', '% of images'],
        rows: Array.from(now()?.shares ?? [], (share, k) => [String(k + 1), formatNumber(100 * share, 3)]),
      })}
    />
  );
}
