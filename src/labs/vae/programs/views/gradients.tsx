import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { GradientSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.gradients as GradientSnapshot | undefined;

/** The gradients of the last batch, with the value that they estimate. */
export function Gradients({ picture, facts, name, colour }: ViewProps) {
  const parameter = ((facts.names as readonly string[] | undefined) ?? ['the parameter'])[0]!;
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const exact = shown && Number.isFinite(shown.exact);
    return {
      x: { label: `gradient by ${parameter}`, scale: 'linear' },
      y: { label: '% of the batch', scale: 'linear' },
      series: shown
        ? [{ name, form: 'bars', colour, x: shown.middles, y: shown.shares.map((share) => 100 * share) }]
        : [],
      lines: shown ? [{ axis: 'x', at: exact ? shown.exact : shown.mean, label: exact ? 'exact' : 'mean' }] : [],
    };
  });
  return (
    <ChartFigure
      title="Samples of the gradient"
      unit="last batch; one in a thousand left out on either side"
      name="gradients"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Samples of the gradient, once something has run.';
        const exact = Number.isFinite(shown.exact) ? `, exact ${formatNumber(shown.exact, 3)}` : '';
        return `${name}: mean ${formatNumber(shown.mean, 3)}${exact}, variance ${formatNumber(shown.variance, 3)}.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Gradient', 'Share, %'],
          rows: Array.from(shown?.middles ?? [], (middle, k) => [
            formatNumber(middle, 3),
            formatNumber(100 * shown!.shares[k]!, 3),
          ]),
        };
      }}
    />
  );
}
