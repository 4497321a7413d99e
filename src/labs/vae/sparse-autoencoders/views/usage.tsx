import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { RowsSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.rows as RowsSnapshot | undefined;

/** How often each row of the dictionary fires, and which never do. */
export function Usage({ picture, facts, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const usage = Array.from(shown?.usage ?? [], (share) => 100 * share);
    const dead = usage.flatMap((share, c) => (share === 0 ? [c + 1] : []));
    const labels = (places: readonly number[]) =>
      places.map((c) => `row ${shown!.order[c - 1]! + 1}, ${formatNumber(usage[c - 1]!, 2)} %`);
    const places = usage.map((_, c) => c + 1);
    return {
      x: { label: 'row', scale: 'linear' },
      y: { label: '% of inputs', scale: 'linear' },
      series: shown
        ? [
            { name: 'fires', form: 'bars', colour, x: places, y: usage, labels: labels(places) },
            { name: 'never fires', form: 'dots', colour: 6, x: dead, y: dead.map(() => 0), labels: labels(dead) },
          ]
        : [],
      lines: shown
        ? [{ axis: 'y', at: 100 * (facts.density as number), label: 'how often a true feature is there' }]
        : [],
    };
  });
  return (
    <ChartFigure
      title="Which rows fire"
      unit="share of the test inputs, in the order of the matrix"
      name="usage"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'How often each row fires, once something has run.';
        return `${shown.usage.filter((share) => share === 0).length} of ${shown.m} rows never fire.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Row', 'Used in, %'],
          rows: Array.from(shown?.usage ?? [], (share, c) => [
            String(shown!.order[c]! + 1),
            formatNumber(100 * share, 3),
          ]),
        };
      }}
    />
  );
}
