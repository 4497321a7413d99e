import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SupportSnapshot } from '../support-snapshot.ts';
import { atomName, readSupport } from './read-support.ts';

/** Whole numbers on the axis and room for the line's words. */
const LEAST_TOP = 8;

const topOf = (shown: SupportSnapshot | undefined): number =>
  Math.max(LEAST_TOP, 1.25 * Math.max(0, ...(shown?.counts ?? [])), 1.25 * (shown?.limit || 0));

/** Non-zeros of every target as bars, with the line k that they must not pass and, beside it, how far the rows are off. */
export function SupportCounts({ picture, name, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = readSupport(picture);
    const limited = shown && Number.isFinite(shown.limit);
    return {
      x: {
        label: shown && shown.perCol > 1 ? `target, ${shown.perCol} a bar, the fullest` : 'target',
        scale: 'linear',
      },
      y: {
        label: shown && shown.perCol > 1 ? `non-zeros, the fullest of ${shown.perCol} targets a bar` : 'non-zeros',
        scale: 'linear',
        domain: [0, topOf(shown)],
      },
      series: shown
        ? [
            {
              name,
              form: 'bars',
              colour,
              x: Array.from(shown.counts, (_, k) => k * shown.perCol + (shown.perCol + 1) / 2),
              y: shown.counts,
              labels: Array.from(shown.counts, (count, k) => `${atomName('target', k, shown.perCol)}: ${count}`),
            },
          ]
        : [],
      lines: limited
        ? [{ axis: 'y', at: shown.limit, label: `k = ${shown.limit}, rows off by ${formatNumber(shown.rowError, 2)}` }]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Non-zeros a target"
      unit="entries above 1e-9 of what it takes"
      name="non-zeros"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = readSupport(picture);
        if (!shown) return 'How many sources each target takes from, once something has run.';
        const limit = Number.isFinite(shown.limit) ? `, at most ${shown.limit} allowed` : '';
        return `${name} at step ${picture.get()!.step}: targets take from ${Math.min(...shown.counts)} to ${Math.max(...shown.counts)} sources${limit}; the rows are off by ${formatNumber(shown.rowError, 2)}.`;
      }}
      table={() => {
        const shown = readSupport(picture);
        return {
          head: ['Target', 'Non-zeros', 'Allowed'],
          rows: Array.from(shown?.counts ?? [], (count, k) => [
            atomName('target', k, shown!.perCol),
            String(count),
            Number.isFinite(shown!.limit) ? String(shown!.limit) : 'any',
          ]),
        };
      }}
    />
  );
}
