import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { EpisodeSnapshot } from '../snapshots.ts';

/** One unseen episode: its weights, and what is made of the few pairs it shows. */
export function FreshEpisode({ picture, colour, name }: ViewProps) {
  const now = () => picture.get()?.snapshots.episode as EpisodeSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const places = Array.from(shown?.mean ?? [], (_, j) => j + 1);
    const side = (sign: number) => shown!.mean.map((value, j) => value + sign * 2 * shown!.spread![j]!);
    return {
      x: { label: 'coordinate', scale: 'linear', domain: [0.5, places.length + 0.5] },
      y: { label: '', said: 'θ', scale: 'linear' },
      series: shown
        ? [
            {
              name,
              form: 'dots',
              colour,
              x: places.map((place) => place + 0.15),
              y: shown.mean,
              ...(shown.spread ? { low: side(-1), high: side(1) } : {}),
            },
            { name: 'true θ', form: 'dots', x: places.map((place) => place - 0.15), y: shown.theta },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="An unseen episode"
      unit="θ after adapting, ±2 s.d."
      name="episode"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const shown = now();
        if (!shown) return 'An unseen episode, once something has run.';
        const away = Math.hypot(...shown.theta.map((value, j) => value - shown.mean[j]!));
        return `From ${shown.shots} pairs θ is found up to ${formatNumber(away, 2)}.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Coordinate', 'True θ', 'Adapted', 'Spread'],
          rows: Array.from(shown?.theta ?? [], (value, j) => [
            String(j + 1),
            formatNumber(value, 3),
            formatNumber(shown!.mean[j]!, 3),
            shown!.spread ? formatNumber(shown!.spread[j]!, 3) : 'none',
          ]),
        };
      }}
    />
  );
}
