import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { BundleSnapshot } from '../snapshots.ts';

/** The paths sampled last, within two standard deviations of the exact process. */
export function Bundle({ picture, facts, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.bundle as BundleSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const side = (sign: number, words: string): PlotSeries => ({
      name: words,
      form: 'line',
      dashed: true,
      x: shown?.times ?? [],
      y: shown?.sd.map((value) => sign * 2 * value) ?? [],
    });
    const path = (y: Float64Array, k: number): PlotSeries => ({
      name: '',
      form: 'line',
      colour,
      faint: k > 0,
      x: shown?.times ?? [],
      y,
    });
    return {
      x: { label: 'time t', scale: 'linear' },
      y: { label: '', said: 'value', scale: 'linear' },
      series: shown ? [...shown.paths.map(path), side(1, '+2 sd, exact'), side(-1, '−2 sd, exact')] : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Paths"
      unit={`${name}, one of them in full colour`}
      name="paths"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = now();
        return shown
          ? `${shown.paths.length} paths for a Hurst index of ${facts.hurst}; at the end the exact standard deviation is ${formatNumber(shown.sd.at(-1)!, 3)}.`
          : 'Paths of the approximation, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Time', 'Exact deviation', 'First path', 'Second path'],
          rows: Array.from(shown?.times ?? [], (t, i) => [
            formatNumber(t, 3),
            formatNumber(shown!.sd[i]!, 3),
            formatNumber(shown!.paths[0]![i]!, 3),
            formatNumber(shown!.paths[1]![i]!, 3),
          ]),
        };
      }}
    />
  );
}
