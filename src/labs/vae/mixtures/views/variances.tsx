import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { EstimatorId } from '../problem.ts';
import type { VarianceSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.variances as VarianceSnapshot | undefined;

/** Short names for the ends of lines; colours as the methods have them. */
const LOOKS: Readonly<Record<EstimatorId, { readonly label: string; readonly colour: number }>> = {
  reparameterised: { label: 'path', colour: 1 },
  scoreFunction: { label: 'score', colour: 2 },
  scoreFunctionBaseline: { label: 'score, baseline', colour: 4 },
  iwae: { label: 'weighted', colour: 5 },
};

/** The variance of four estimators over the draws a point, all at the parameters of the run shown. */
export function Variances({ picture }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const count = shown?.draws.length ?? 0;
    return {
      x: { label: 'draws a point K', scale: 'log' },
      y: { label: 'variance of the encoder’s gradient', scale: 'log' },
      series: (shown?.estimators ?? []).map(
        (id, e): PlotSeries => ({
          name: LOOKS[id].label,
          form: 'lineDots',
          colour: LOOKS[id].colour,
          x: shown!.draws,
          y: shown!.variance.slice(e * count, (e + 1) * count),
          labels: shown!.draws.map((draws, k) => `K = ${draws}: ${formatNumber(shown!.variance[e * count + k]!, 3)}`),
        }),
      ),
    };
  });
  return (
    <ChartFigure
      title="Four estimators of a gradient"
      unit="all at the parameters of this run"
      name="variances"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Variances of four gradient estimators, once something has run.';
        const first = shown.estimators.map(
          (id, e) => `${LOOKS[id].label} ${formatNumber(shown.variance[e * shown.draws.length]!, 3)}`,
        );
        return `Variances of the encoder’s gradient with ${shown.draws[0]} draws a point: ${first.join(', ')}.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Estimator', ...(shown?.draws ?? []).map((draws) => `K = ${draws}`)],
          rows: (shown?.estimators ?? []).map((id, e) => [
            LOOKS[id].label,
            ...shown!.draws.map((_, k) => formatNumber(shown!.variance[e * shown!.draws.length + k]!, 3)),
          ]),
        };
      }}
    />
  );
}
