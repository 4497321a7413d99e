import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { BeliefSnapshot } from '../sequential-snapshots.ts';
import { readBelief } from './read-belief.ts';

const PLACES = Array.from({ length: 41 }, (_, k) => 0.1 * (k - 20));

/** Mean and standard deviation of the line of a task at a place. */
function lineAt(
  { mean, covariance, own }: BeliefSnapshot,
  task: number,
  x: number,
): { mean: number; deviation: number } {
  const size = mean.length;
  const at = own ? 2 * task : 0;
  const entry = (r: number, c: number) => covariance[(at + r) * size + at + c]!;
  return {
    mean: mean[at]! + mean[at + 1]! * x,
    deviation: Math.sqrt(Math.max(0, entry(0, 0) + 2 * x * entry(0, 1) + x * x * entry(1, 1))),
  };
}

/** Observations of both tasks, their true lines, and the line that is believed in, with two standard deviations. */
export function BeliefLine({ picture, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = readBelief(picture);
    const believed = (task: number, name: string, hue: number): PlotSeries => {
      const along = PLACES.map((x) => lineAt(shown!, task, x));
      return {
        name,
        form: 'line',
        colour: hue,
        x: PLACES,
        y: along.map(({ mean }) => mean),
        low: along.map(({ mean, deviation }) => mean - 2 * deviation),
        high: along.map(({ mean, deviation }) => mean + 2 * deviation),
      };
    };
    const series: PlotSeries[] = shown
      ? [
          ...shown.values.map((y, t): PlotSeries => {
            return { name: `task ${t + 1}`, form: 'dots', colour: t === 0 ? 2 : 4, x: shown.places[t]!, y };
          }),
          ...shown.truths.map((truth, t): PlotSeries => {
            const y = PLACES.map((x) => truth[0]! + truth[1]! * x);
            return { name: t === 0 ? 'true lines' : '', form: 'line', dashed: true, x: PLACES, y };
          }),
          ...(shown.own
            ? shown.values.map((_, t) => believed(t, `line of task ${t + 1}`, t === 0 ? 2 : 4))
            : [believed(0, 'believed, ± 2 s.d.', colour)]),
        ]
      : [];
    return {
      x: { label: 'x', scale: 'linear', domain: [-2.05, 2.05] },
      y: { label: 'y', scale: 'linear' },
      series,
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="One line through two"
      unit="observations so far, and the posterior of the line"
      name="belief-line"
      mount={mountPlot}
      source={source}
      height={320}
      summary={() => {
        const shown = readBelief(picture);
        if (!shown) return 'The posterior of the line, once something has arrived.';
        const at = shown.own ? 2 * shown.task : 0;
        return `Task ${shown.task + 1}: intercept ${shown.mean[at]!.toFixed(2)} and slope ${shown.mean[at + 1]!.toFixed(2)}.`;
      }}
      table={() => {
        const shown = readBelief(picture);
        return {
          head: ['x', 'Mean', 'Standard deviation'],
          rows: shown
            ? PLACES.filter((_, k) => k % 5 === 0).map((x) => {
                const { mean, deviation } = lineAt(shown, shown.task, x);
                return [x.toFixed(1), mean.toFixed(3), deviation.toFixed(3)];
              })
            : [],
        };
      }}
    />
  );
}
