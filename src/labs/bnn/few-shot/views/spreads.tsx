import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PriorSnapshot } from '../snapshots.ts';

const RANGE = [0.03, 3] as const;

/** Learned spreads against true ones: on the diagonal where the model has understood how much episodes differ. */
export function Spreads({ picture, colour, name }: ViewProps) {
  const now = () => picture.get()?.snapshots.prior as PriorSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'true spread', scale: 'log', domain: RANGE },
      y: { label: '', said: 'learned spread', scale: 'log', domain: RANGE },
      series: shown?.learned
        ? [
            { name: 'as true', form: 'line', dashed: true, x: RANGE, y: RANGE },
            { name, form: 'dots', colour, x: shown.spread, y: shown.learned },
          ]
        : [],
      empty: shown ? 'This method learns no spread.' : 'Press Run, or Space.',
    };
  });
  const worst = () => {
    const shown = now();
    if (!shown?.learned) return null;
    return Math.max(...shown.learned.map((value, j) => Math.max(value / shown.spread[j]!, shown.spread[j]! / value)));
  };
  return (
    <ChartFigure
      title="How much episodes differ"
      unit="learned spread of every coordinate"
      name="spreads"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const ratio = worst();
        return ratio === null
          ? 'Learned spreads against true ones, for methods that learn them.'
          : `The worst of the learned spreads is ${formatNumber(ratio, 2)} times too large or too small.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Coordinate', 'True spread', 'Learned'],
          rows: Array.from(shown?.learned ?? [], (value, j) => [
            String(j + 1),
            formatNumber(shown!.spread[j]!, 3),
            formatNumber(value, 3),
          ]),
        };
      }}
    />
  );
}
