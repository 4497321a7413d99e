import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PopularitySnapshot } from '../snapshots.ts';

/** How many coordinates an item keeps, against how often it is liked. */
export function Popularity({ picture, colour, name }: ViewProps) {
  const now = () => picture.get()?.snapshots.popularity as PopularitySnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'known likes of an item', scale: 'linear' },
      y: { label: '', said: 'density', scale: 'linear', domain: [0, 1.02] },
      series: shown ? [{ name, form: 'dots', colour, x: shown.popularity, y: shown.density }] : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Density by popularity"
      unit="share of an item’s coordinates that exist"
      name="popularity"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = now();
        if (!shown) return 'Density against popularity, once something has run.';
        const sorted = shown.density.slice().sort();
        return `An item keeps between ${formatNumber(sorted[0]!, 2)} and ${formatNumber(sorted.at(-1)!, 2)} of its coordinates.`;
      }}
      table={() => ({
        head: ['Item', 'Known likes', 'Density'],
        rows: Array.from(now()?.density ?? [], (value, i) => [
          String(i + 1),
          String(now()!.popularity[i]),
          value.toFixed(3),
        ]),
      })}
    />
  );
}
