import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { DistancesSnapshot } from '../snapshots.ts';
import { STAGE_WORDS } from './stage-words.ts';

/** How far each matrix is from what the batch is spread around; their mean is the variance. */
export function Distances({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.distances as DistancesSnapshot | undefined;
  const mean = ({ now: values }: DistancesSnapshot) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const axes = {
      x: { label: 'matrix', scale: 'linear' },
      y: { label: '', said: 'distance', scale: 'linear' },
    } as const;
    if (!shown) return { ...axes, series: [], empty: 'Press Run, or Space.' };
    return {
      ...axes,
      series: [{ name, form: 'bars', colour, x: Array.from(shown.now, (_, i) => i + 1), y: shown.now }],
      lines: [{ axis: 'y', at: mean(shown), label: `variance ${formatNumber(mean(shown), 3)}` }],
    };
  });
  return (
    <ChartFigure
      title="Squared distances to the mean"
      unit="Bures-Wasserstein d², matrix by matrix"
      name="distances"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        if (!shown) return 'Squared distances of the matrices to their mean, once something has run.';
        const state = shown.normalised ? `The batch, ${STAGE_WORDS[shown.stage]}, has` : 'The batch has';
        return `${state} variance ${formatNumber(mean(shown), 3)}; the farthest matrix is at ${formatNumber(Math.max(...shown.now), 3)}.`;
      }}
      table={() => ({
        head: ['Matrix', 'd²'],
        rows: Array.from(now()?.now ?? [], (value, i) => [String(i + 1), formatNumber(value, 4)]),
      })}
    />
  );
}
