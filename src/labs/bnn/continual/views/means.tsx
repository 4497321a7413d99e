import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { MeansSnapshot } from '../snapshots.ts';
import { readMeans } from './read-means.ts';
import { useTheory } from './use-theory.ts';

const shareOf = ({ middles, now }: MeansSnapshot, far: number): number => {
  const width = 2 / middles.length;
  return now.reduce((sum, density, b) => (Math.abs(middles[b]!) > far ? sum + width * density : sum), 0);
};

/** How sure the weights are: the distribution of their means after each task, with the density of theory. */
export function Means({ picture, latest, ask, colour }: ViewProps) {
  const theory = useTheory(ask, latest);
  const source = useDerived(alongside(picture, [theory]), (): PlotData => {
    const shown = readMeans(picture);
    const solved = theory.get();
    const stage = shown && shown.task > 0 ? 1 : 0;
    const [places, density] = [solved?.places[stage], solved?.densities[stage]];
    return {
      x: {
        label: shown?.gauged ? 'm W, mean of a weight times its teacher’s' : 'm, mean of a weight',
        scale: 'linear',
        domain: [-1, 1],
      },
      y: { label: '', said: 'density', scale: 'linear' },
      series: shown
        ? [
            { name: 'now', form: 'bars', colour, x: shown.middles, y: shown.now },
            ...(shown.task > 0 && shown.afterFirst
              ? [
                  {
                    name: 'after task 1',
                    form: 'lineDots' as const,
                    colour: colour + 1,
                    x: shown.middles,
                    y: shown.afterFirst,
                  },
                ]
              : []),
            ...(shown.gauged && places && density
              ? [{ name: 'theory, end of the task', form: 'line' as const, x: places, y: density }]
              : []),
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Means of the weights"
      unit="density; at ±1 a weight is certain"
      name="means"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = readMeans(picture);
        return shown
          ? `${(100 * shareOf(shown, 0.75)).toFixed(0)} % of the weights have a mean beyond ±0.75.`
          : 'Distribution of the weights’ means, once something has run.';
      }}
      table={() => {
        const shown = readMeans(picture);
        return {
          head: ['Mean', 'Density now', 'Density after task 1'],
          rows: Array.from(shown?.middles ?? [], (m, b) => [
            m.toFixed(3),
            shown!.now[b]!.toFixed(3),
            shown!.afterFirst?.[b]?.toFixed(3) ?? '',
          ]),
        };
      }}
    />
  );
}
