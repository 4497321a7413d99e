import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { VariogramSnapshot } from '../snapshots.ts';

/** How far paths move over a lag: a line of slope 2H, both axes logarithmic. */
export function Variogram({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.variogram as VariogramSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const x = shown?.lags ?? [];
    return {
      x: { label: 'lag', scale: 'log' },
      y: { label: '', scale: 'log' },
      series: shown
        ? [
            {
              name: `slope 2H = ${formatNumber(2 * shown.hurst, 2)}`,
              form: 'line',
              dashed: true,
              x,
              y: shown.lags.map((lag) => shown.exact[0]! * (lag / shown.lags[0]!) ** (2 * shown.hurst)),
            },
            { name: 'exact', form: 'line', x, y: shown.exact },
            { name: 'approximation', form: 'line', colour, x, y: shown.approximation },
            { name: '', form: 'dots', colour, x, y: shown.sampled },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Variogram"
      unit="mean squared difference at a lag; dots are sampled"
      name="variogram"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = now();
        if (!shown) return 'The variogram of the paths, once something has run.';
        return `${name}: over a lag of ${formatNumber(shown.lags[0]!, 2)} the paths move by ${formatNumber(Math.sqrt(shown.sampled[0]!), 2)}, the exact process by ${formatNumber(Math.sqrt(shown.exact[0]!), 2)}; its slope is 2H = ${formatNumber(2 * shown.hurst, 2)}.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Lag', 'Exact', 'Approximation', 'Sampled'],
          rows: Array.from(shown?.lags ?? [], (lag, i) => [
            formatNumber(lag, 3),
            ...[shown!.exact, shown!.approximation, shown!.sampled].map((one) => formatNumber(one[i]!, 3)),
          ]),
        };
      }}
    />
  );
}
