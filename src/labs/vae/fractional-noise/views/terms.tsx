import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { TermsSnapshot } from '../snapshots.ts';

/** Mean squared distance against the number of processes, in closed form, and where the run shown stands. */
export function Terms({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.terms as TermsSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'processes K', scale: 'linear', domain: [0.7, 10.3] },
      y: { label: '', said: 'distance', scale: 'log' },
      series: shown
        ? [
            { name: 'optimal', form: 'lineDots', colour: 1, x: shown.terms, y: shown.optimal },
            {
              name: Number.isNaN(shown.hat[1]!) ? '' : 'hat',
              form: 'lineDots',
              colour: 2,
              x: shown.terms,
              y: shown.hat,
            },
            { name: '', form: 'dots', colour, x: [shown.nowTerms], y: [shown.now], labels: [name] },
          ]
        : [],
      lines: shown ? [{ axis: 'y', at: shown.now, label: 'this run' }] : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Distance against the number of processes"
      unit="mean squared distance over the interval"
      name="terms"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = now();
        return shown
          ? `With rates up to ${formatNumber(shown.fastest, 3)} the mean squared distance falls from ${formatNumber(shown.optimal[0]!, 2)} with one process to ${formatNumber(shown.optimal.at(-1)!, 2)} with ten; this run has ${formatNumber(shown.now, 2)}.`
          : 'The mean squared distance against the number of processes, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Processes', 'Optimal weights', 'Hat quadrature'],
          rows: Array.from(shown?.terms ?? [], (K, i) => [
            String(K),
            formatNumber(shown!.optimal[i]!, 3),
            Number.isNaN(shown!.hat[i]!) ? '' : formatNumber(shown!.hat[i]!, 3),
          ]),
        };
      }}
    />
  );
}
