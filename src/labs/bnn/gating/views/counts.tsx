import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CountsSnapshot } from '../snapshots.ts';

/** How many units digits open: as many as each needs, where the mass decides. */
export function Counts({ picture, colour, name }: ViewProps) {
  const now = () => picture.get()?.snapshots.counts as CountsSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const digits = now()?.digits;
    return {
      x: { label: 'units open', scale: 'linear', ...(digits ? { domain: [-1, digits.length] as const } : {}) },
      y: { label: '', said: 'digits', scale: 'linear' },
      series: digits ? [{ name, form: 'bars', colour, x: Array.from(digits.keys()), y: digits }] : [],
      empty: 'Press Run, or Space.',
    };
  });
  const used = () =>
    Array.from(now()?.digits ?? []).flatMap((count, units) => (count > 0 ? [[units, count] as const] : []));
  return (
    <ChartFigure
      title="Units a digit opens"
      unit="test digits"
      name="counts"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() =>
        used().length > 0
          ? `From ${used()[0]![0]} to ${used().at(-1)![0]} units, by the digit.`
          : 'How many units digits open, once something has run.'
      }
      table={() => ({
        head: ['Units', 'Digits'],
        rows: used().map(([units, count]) => [String(units), String(count)]),
      })}
    />
  );
}
