import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ChangesSnapshot } from '../snapshots.ts';

const ranked = (values: Float64Array): number[] =>
  Array.from(values)
    .filter((value) => value > 0)
    .sort((a, b) => b - a);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What half as much again of a smallest eigenvalue does to distances, in two geometries. */
export function Changes({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.changes as ChangesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const axes = {
      x: { label: 'pair, by its change', scale: 'linear' },
      y: { label: '', said: 'change', scale: 'log' },
    } as const;
    if (!shown) return { ...axes, series: [], empty: 'Press Run, or Space.' };
    const of = (values: Float64Array) => ({ x: ranked(values).map((_, k) => k + 1), y: ranked(values) });
    return {
      ...axes,
      series: [
        { name: 'affine-invariant', form: 'dots', colour: 3, ...of(shown.affine) },
        { name: 'Bures-Wasserstein', form: 'dots', colour: 2, ...of(shown.bures) },
      ],
    };
  });
  return (
    <ChartFigure
      title="What a small eigenvalue does"
      unit="relative change of a distance, smallest eigenvalue × 1.5"
      name="changes"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        if (!shown) return 'Change of distances with the smallest eigenvalue, once something has run.';
        const [bures, affine] = [mean(ranked(shown.bures)), mean(ranked(shown.affine))];
        return `In the mean, Bures-Wasserstein distances change by ${formatNumber(bures, 2)}, affine-invariant ones by ${formatNumber(affine, 2)}.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Pair', 'Bures-Wasserstein', 'Affine-invariant'],
          rows: Array.from(shown?.bures ?? [], (value, i) => [
            `${i + 1} and ${((i + 1) % shown!.bures.length) + 1}`,
            formatNumber(value, 3),
            formatNumber(shown!.affine[i]!, 3),
          ]),
        };
      }}
    />
  );
}
