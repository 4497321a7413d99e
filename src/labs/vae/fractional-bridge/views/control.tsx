import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ControlSnapshot } from '../snapshots.ts';

/** The control along the paths, and the exact mean of the noise given the observation. */
export function Control({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.control as ControlSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'time t', scale: 'linear', domain: [0, 1.02] },
      y: { label: '', said: 'u', scale: 'linear' },
      series: shown
        ? [
            {
              name,
              form: 'line',
              colour,
              x: shown.times,
              y: shown.mean,
              low: shown.mean.map((value, i) => value - 2 * shown.sd[i]!),
              high: shown.mean.map((value, i) => value + 2 * shown.sd[i]!),
            },
            { name: 'exact mean', form: 'line', dashed: true, x: shown.times, y: shown.exact },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="The control over time"
      unit="u(t): mean ± 2 deviations over the paths"
      name="control"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = now();
        return shown
          ? `The mean control goes from ${formatNumber(shown.mean[0]!, 3)} at first to ${formatNumber(shown.mean.at(-1)!, 3)} at last; exact are ${formatNumber(shown.exact[0]!, 3)} and ${formatNumber(shown.exact.at(-1)!, 3)}.`
          : 'The control over time, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Time', 'Mean control', 'Deviation', 'Exact mean'],
          rows: Array.from(shown?.times ?? [], (t, i) => [
            formatNumber(t, 3),
            ...[shown!.mean, shown!.sd, shown!.exact].map((one) => formatNumber(one[i]!, 3)),
          ]),
        };
      }}
    />
  );
}
