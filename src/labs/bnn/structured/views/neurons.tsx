import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { NeuronsSnapshot } from '../snapshots.ts';

/** Lengths of the neurons of the first hidden layer, sorted: a cliff at k where a method selects. */
export function Neurons({ picture, colour, name }: ViewProps) {
  const now = () => picture.get()?.snapshots.neurons as NeuronsSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'neurons, the longest first', scale: 'linear' },
      y: { label: '', said: 'length', scale: 'linear' },
      series: shown
        ? [{ name, form: 'bars', colour, x: Array.from(shown.lengths, (_, g) => g + 1), y: shown.lengths }]
        : [],
      lines:
        shown?.budgeted && shown.k < shown.lengths.length
          ? [{ axis: 'x', at: shown.k + 0.5, label: `k = ${shown.k}` }]
          : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Neurons by length"
      unit="length of the incoming weights, first hidden layer"
      name="neurons"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = now();
        if (!shown) return 'Lengths of the neurons, once something has run.';
        const alive = shown.lengths.filter((length) => length > 0).length;
        return `${alive} of ${shown.lengths.length} neurons have weights; the longest is ${formatNumber(shown.lengths[0]!, 3)} long.`;
      }}
      table={() => ({
        head: ['Neuron', 'Length'],
        rows: Array.from(now()?.lengths ?? [], (length, g) => [String(g + 1), formatNumber(length, 4)]),
      })}
    />
  );
}
