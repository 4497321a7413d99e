import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { BoundsSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.bounds as BoundsSnapshot | undefined;

/** The bound of K draws rising from the ELBO towards the likelihood. */
export function Bounds({ picture, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    return {
      x: { label: 'draws K', scale: 'log' },
      y: { label: 'nats a held-out point', scale: 'linear' },
      series: shown
        ? [
            {
              name: '',
              form: 'lineDots',
              colour,
              x: shown.draws,
              y: shown.bounds,
              labels: Array.from(shown.draws, (draws, k) => `K = ${draws}: ${formatNumber(shown.bounds[k]!, 4)}`),
            },
          ]
        : [],
      lines: shown
        ? [
            { axis: 'y', at: shown.logLikelihood, label: 'log-likelihood' },
            { axis: 'y', at: shown.elbo, label: 'ELBO' },
          ]
        : [],
    };
  });
  return (
    <ChartFigure
      title="Bounds under the likelihood"
      unit="logarithm of the mean of K importance weights"
      name="bounds"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `The ELBO is ${formatNumber(shown.elbo, 4)}, the bound of 64 draws ${formatNumber(shown.bounds.at(-1)!, 4)}, the log-likelihood ${formatNumber(shown.logLikelihood, 4)} nats.`
          : 'Bounds and likelihood, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Bound', 'Nats a point'],
          rows: shown
            ? [
                ['ELBO', formatNumber(shown.elbo)],
                ...Array.from(shown.draws, (draws, k) => [`${draws} draws`, formatNumber(shown.bounds[k]!)]),
                ['log-likelihood', formatNumber(shown.logLikelihood)],
              ]
            : [],
        };
      }}
    />
  );
}
