import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CodewordsSnapshot } from '../snapshots.ts';

/** How evenly codewords are used: even use is a rate of log₂ K. */
export function Usage({ picture, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.codewords as CodewordsSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const shares = Array.from(shown?.shares ?? [], (share) => 100 * share);
    return {
      x: { label: 'codeword, the most used first', scale: 'linear' },
      y: { label: '', said: '% of the images', scale: 'linear' },
      series: shown ? [{ name: '', form: 'bars', colour, x: shares.map((_, k) => k + 1), y: shares }] : [],
      lines: shown ? [{ axis: 'y', at: 100 / shown.codes, label: 'all alike' }] : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="How often codewords are used"
      unit="% of the training images, averaged over codebooks of the first level"
      name="usage"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        return shown
          ? `The most used codeword serves ${(100 * shown.shares[0]!).toFixed(1)} % of the images, the least used ${(100 * shown.shares.at(-1)!).toFixed(2)} %.`
          : 'How often codewords are used, once something has run.';
      }}
      table={() => ({
        head: ['Codeword', '% of images'],
        rows: Array.from(now()?.shares ?? [], (share, k) => [String(k + 1), formatNumber(100 * share, 3)]),
      })}
    />
  );
}
