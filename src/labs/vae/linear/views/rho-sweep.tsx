import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SweepSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.sweep as SweepSnapshot | undefined;

/** Collapsed directions against the correlation of condition and output: the formula's steps and the trained model. */
export function RhoSweep({ picture, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    return {
      x: { label: 'correlation with the condition ρ', scale: 'linear', domain: [0, 1] },
      y: { label: 'collapsed directions', scale: 'linear' },
      series: shown
        ? [
            { name: 'closed form', form: 'line', colour: 5, x: shown.rhos, y: shown.counts },
            {
              name: '',
              form: 'dots',
              colour,
              x: [shown.rho],
              y: [shown.collapsed],
              labels: [`ρ ${formatNumber(shown.rho, 2)}: ${shown.collapsed} counted`],
            },
          ]
        : [],
    };
  });
  return (
    <ChartFigure
      title="The better the condition, the more collapse"
      unit="line: closed form; square: this run"
      name="rho-sweep"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `At correlation ${formatNumber(shown.rho, 2)} ${shown.collapsed} directions of the trained model have collapsed.`
          : 'Collapsed directions against the correlation, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['ρ', 'Collapsed, closed form'],
          rows: Array.from(shown?.rhos ?? [], (rho, k) => [formatNumber(rho, 2), String(shown!.counts[k]!)]).filter(
            (_, k) => k % 5 === 0,
          ),
        };
      }}
    />
  );
}
