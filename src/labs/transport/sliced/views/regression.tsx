import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { RegressionSnapshot } from '../snapshots.ts';

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** W_l against G_l with the fitted line: where it crosses the known mean of G is the estimate. */
export function Regression({ picture, colour, name }: ViewProps) {
  const now = () => {
    const shown = picture.get()?.snapshots.regression as RegressionSnapshot | undefined;
    if (!shown || shown.control.length === 0) return null;
    const [plain, middle] = [meanOf(shown.distances), meanOf(shown.control)];
    return { ...shown, plain, middle, estimate: plain + shown.slope * (shown.mean - middle) };
  };
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const axes = {
      x: { label: 'control variate G', scale: 'linear' },
      y: { label: 'squared distance W of the projections', scale: 'linear' },
    } as const;
    if (!shown) return { ...axes, series: [], empty: 'Press Run, or Space.' };
    const { control, distances, everywhere, mean, slope, plain, middle, estimate } = shown;
    let [low, high] = [mean, mean];
    for (const value of [...control, ...everywhere.control]) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const x = high - low > 1e-12 * Math.abs(high) ? [low, high] : [];
    return {
      ...axes,
      series: [
        ...outline(everywhere),
        { name: 'fitted line', form: 'line', colour, x, y: x.map((at) => plain + slope * (at - middle)) },
        { name: `the last ${control.length} directions`, form: 'dots', colour, x: control, y: distances },
      ],
      lines: [
        { axis: 'x', at: mean, label: 'known mean of G' },
        { axis: 'y', at: estimate, label: `estimate ${formatNumber(estimate, 4)}` },
      ],
    };
  });
  return (
    <ChartFigure
      title="Why it works"
      unit="a dot a direction"
      name="regression"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = now();
        return shown
          ? `${name}: the line of slope ${formatNumber(shown.slope, 3)} through ${shown.control.length} directions gives ${formatNumber(shown.estimate, 4)} at the known mean ${formatNumber(shown.mean, 4)} of G; the plain mean is ${formatNumber(shown.plain, 4)}.`
          : 'Distances of the projections against their control variate, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Direction', 'G', 'W'],
          rows: shown
            ? Array.from(shown.control, (value, l) => [
                String(l + 1),
                formatNumber(value, 4),
                formatNumber(shown.distances[l]!, 4),
              ])
            : [],
        };
      }}
    />
  );
}

const BINS = 30;

/** Where the dots of all directions lie: a closed curve in the plane, between two lines over G in space. */
function outline({ control, distances, closed }: RegressionSnapshot['everywhere']): PlotSeries[] {
  if (control.length === 0) return [];
  const look = { name: '', form: 'line', faint: true } as const;
  if (closed) {
    const round = (values: Float64Array) => [...values, values[0]!];
    return [{ ...look, x: round(control), y: round(distances) }];
  }
  const [low, high] = [Math.min(...control), Math.max(...control)];
  const [x, least, most] = [[] as number[], [] as number[], [] as number[]];
  for (let b = 0; b < BINS; b++) {
    const from = low + (b * (high - low)) / BINS;
    const inside = distances.filter((_, k) => control[k]! >= from && control[k]! <= from + (high - low) / BINS);
    if (inside.length === 0) continue;
    x.push(from + (0.5 * (high - low)) / BINS);
    least.push(Math.min(...inside));
    most.push(Math.max(...inside));
  }
  return [least, most].map((y) => ({ ...look, x, y }));
}
