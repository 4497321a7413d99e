import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PrefixSnapshot } from '../snapshots.ts';

/** How much each coordinate of the feature adds to the logits: ordered under nested dropout, level without. */
export function Weights({ picture, colour }: ViewProps) {
  const read = () => picture.get()?.snapshots.prefixes as PrefixSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const weight = read()?.weight;
    return {
      x: { label: 'coordinate', scale: 'linear' },
      y: { label: '', said: 'root mean square', scale: 'linear' },
      series: weight ? [{ name: '', form: 'bars', colour, x: Array.from(weight, (_, k) => k + 1), y: weight }] : [],
    };
  });
  return (
    <ChartFigure
      title="What each coordinate adds"
      unit="root mean square of its part of the logits"
      name="weights"
      mount={mountPlot}
      source={source}
      height={200}
      summary={() => {
        const weight = read()?.weight;
        return weight
          ? `The first coordinate adds ${formatNumber(weight[0]!, 3)} to the logits, the last ${formatNumber(weight.at(-1)!, 3)}.`
          : 'The weight of each coordinate of the feature, once something has run.';
      }}
      table={() => ({
        head: ['Coordinate', 'Adds'],
        rows: Array.from(read()?.weight ?? [], (value, k) => [String(k + 1), formatNumber(value)]),
      })}
    />
  );
}
