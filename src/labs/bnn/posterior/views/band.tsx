import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { BandSnapshot } from '../snapshots.ts';
import { usePredictive } from './use-predictive.ts';

/** Standard deviations on either side of the mean. */
const REACH = 2;

/** The predictive along the line: mean, what the networks disagree on, that with the noise, and some networks themselves. */
export function Band(props: ViewProps) {
  const { colour } = props;
  const predictive = usePredictive<BandSnapshot>(props, 'band');
  const now = () => predictive.get();
  const source = useDerived(predictive, (shown): PlotData => {
    const around = (sd: Float64Array) => ({
      low: shown!.mean.map((m, k) => m - REACH * sd[k]!),
      high: shown!.mean.map((m, k) => m + REACH * sd[k]!),
    });
    const series: PlotSeries[] = [];
    const range = rangeOf(shown);
    if (shown) {
      const { x, mean, functions, functionCount, pointsX, pointsY } = shown;
      for (let f = 0; f < functionCount; f++)
        series.push({
          name: '',
          form: 'line',
          colour,
          faint: true,
          x,
          y: inside(functions.subarray(f * x.length, (f + 1) * x.length), range),
        });
      series.push(
        { name: '', form: 'line', colour: 0, faint: true, x, y: inside(mean, range), ...around(shown.total) },
        { name: 'mean', form: 'line', colour, x, y: inside(mean, range), ...around(shown.epistemic) },
        { name: 'data', form: 'dots', colour: 0, x: pointsX, y: pointsY },
      );
    }
    return {
      x: { label: 'x', scale: 'linear', domain: shown ? [shown.x[0]!, shown.x.at(-1)!] : [-3.5, 3.5] },
      y: { label: 'y', scale: 'linear', domain: range },
      series,
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Prediction along the line"
      unit="mean ± 2 s.d.: coloured, of the networks; grey, with the noise of the data; thin lines are single networks"
      name="band"
      mount={mountPlot}
      source={source}
      height="clamp(300px, 60cqi, 460px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'The predictive mean with its bands, once something has run.';
        const { epistemic, x, functionCount, samples } = shown;
        const [least, most] = [Math.min(...epistemic), Math.max(...epistemic)];
        return `Mean over ${samples} drawn network${samples === 1 ? '' : 's'}, ${functionCount} of them shown; their standard deviation runs from ${formatNumber(least, 2)} to ${formatNumber(most, 2)}, largest at x = ${formatNumber(x[epistemic.indexOf(most)]!, 3)}.`;
      }}
      table={() => {
        const shown = now();
        const rows = shown ? Array.from(shown.x.keys()).filter((k) => k % 10 === 0) : [];
        return {
          head: ['x', 'Mean', 'S.d. of the networks', 'S.d. with noise'],
          rows: rows.map((k) => [
            formatNumber(shown!.x[k]!, 3),
            formatNumber(shown!.mean[k]!, 3),
            formatNumber(shown!.epistemic[k]!, 3),
            formatNumber(shown!.total[k]!, 3),
          ]),
        };
      }}
    />
  );
}

/** What lies outside is not drawn. */
const inside = (values: Float64Array, [low, high]: readonly [number, number]) =>
  values.map((one) => (one < low || one > high ? Number.NaN : one));

/** Of the data, with as much again above and below: bands that leave it are cut, and the data stay legible. */
function rangeOf(shown: BandSnapshot | null): readonly [number, number] {
  if (!shown) return [-2, 2];
  const [low, high] = [Math.min(...shown.pointsY), Math.max(...shown.pointsY)];
  const room = Math.max(high - low, 1e-9);
  return [low - 0.8 * room, high + 0.8 * room];
}
