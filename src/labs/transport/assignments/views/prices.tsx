import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PricesSnapshot } from '../snapshots.ts';

/** Prices of the columns step after step: biases of the experts. */
export function Prices({ picture, facts }: ViewProps) {
  const noun = facts.kind === 'router' ? 'expert' : facts.kind === 'clusters' ? 'cluster' : 'column';
  const now = () => {
    const shown = picture.get()?.snapshots.prices as PricesSnapshot | undefined;
    return shown?.prices ? shown : undefined;
  };
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const m = shown?.prices.length ?? 0;
    // A few are named; among more than eight the others go without.
    const told = m <= 6 ? [...Array(m).keys()] : [0, Math.floor(m / 3), Math.floor((2 * m) / 3), m - 1];
    return {
      x: { label: 'steps', scale: 'linear' },
      y: { label: 'price, less their mean (unit of the score)', scale: 'linear' },
      series: (shown?.prices ?? []).map((y, k) => ({
        name: told.includes(k) ? `${noun} ${k + 1}` : '',
        form: 'line' as const,
        faint: !told.includes(k),
        ...(told.includes(k) && { colour: 1 + told.indexOf(k) }),
        x: shown!.steps,
        y,
      })),
      lines: [{ axis: 'y', at: 0, label: '' }],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title={`Prices of the ${noun}s`}
      unit="added to the scores; high where a column must attract"
      name="prices"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const last = now()?.prices.map((row) => row.at(-1)!) ?? [];
        if (last.length === 0) return 'Prices of the columns, once something has run.';
        return `Prices now reach from ${formatNumber(Math.min(...last), 3)} to ${formatNumber(Math.max(...last), 3)}.`;
      }}
      table={() => ({
        head: [`Number of the ${noun}`, 'Price now'],
        rows: (now()?.prices ?? []).map((row, k) => [String(k + 1), formatNumber(row.at(-1)!, 4)]),
      })}
    />
  );
}
