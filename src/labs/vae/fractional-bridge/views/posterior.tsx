import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PosteriorSnapshot } from '../snapshots.ts';

/** Mean and two standard deviations of the controlled paths over time, the exact ones, and the observation. */
export function Posterior({ picture, facts, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.posterior as PosteriorSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const axes = {
      x: { label: 'time t', scale: 'linear', domain: [0, 1.02] },
      y: { label: '', said: 'X', scale: 'linear' },
    } as const;
    if (!shown) return { ...axes, series: [], empty: 'Press Run, or Space.' };
    const { times: x, mean, sd, exactMean, exactSd, observed, observedSd } = shown;
    const exact = (words: string, sign: number): PlotSeries => ({
      name: words,
      form: 'line',
      dashed: true,
      x,
      y: exactMean.map((value, i) => value + sign * 2 * exactSd[i]!),
    });
    return {
      ...axes,
      series: [
        ...shown.paths.map((y): PlotSeries => ({ name: '', form: 'line', colour, faint: true, x, y })),
        {
          name,
          form: 'line',
          colour,
          x,
          y: mean,
          low: mean.map((value, i) => value - 2 * sd[i]!),
          high: mean.map((value, i) => value + 2 * sd[i]!),
        },
        exact('exact +2 sd', 1),
        exact('exact mean', 0),
        exact('exact −2 sd', -1),
        {
          name: '',
          form: 'dots',
          x: [1],
          y: [observed],
          low: [observed - 2 * observedSd],
          high: [observed + 2 * observedSd],
          labels: [`observed ${formatNumber(observed, 3)}`],
        },
      ],
    };
  });
  return (
    <ChartFigure
      title="The process given the observation"
      unit="X(t): mean ± 2 deviations, sampled and exact; the dot is observed"
      name="posterior"
      mount={mountPlot}
      source={source}
      height={320}
      summary={() => {
        const shown = now();
        return shown
          ? `At time 1 the paths have mean ${formatNumber(shown.mean.at(-1)!, 3)} and deviation ${formatNumber(shown.sd.at(-1)!, 3)}; exact are ${formatNumber(Number(facts.posteriorMean), 3)} and ${formatNumber(Number(facts.posteriorSd), 3)}; observed was ${formatNumber(shown.observed, 3)}.`
          : 'The process given the observation, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Time', 'Mean', 'Deviation', 'Exact mean', 'Exact deviation'],
          rows: Array.from(shown?.times ?? [], (t, i) => [
            formatNumber(t, 3),
            ...[shown!.mean, shown!.sd, shown!.exactMean, shown!.exactSd].map((one) => formatNumber(one[i]!, 3)),
          ]),
        };
      }}
    />
  );
}
