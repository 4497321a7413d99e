import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

interface RateSnapshot {
  readonly rate: number;
  readonly informationXT: number;
  readonly done: boolean;
}

interface RateCurve {
  readonly rates: Float32Array;
  readonly greedy: Float32Array;
  readonly huffman: Float32Array;
  readonly best: Float32Array | null;
}

/** What each encoder keeps of X at every rate, and where this run is. */
export function RateCurves({ picture, facts, name, colour }: ViewProps) {
  const curve = facts.curve as RateCurve | null;
  const now = () => picture.get()?.snapshots.rate as RateSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const rate = now();
    const series: PlotSeries[] = [];
    const line = (label: string, y: ArrayLike<number> | null, look: Partial<PlotSeries>) => {
      if (curve && y) series.push({ name: label, x: curve.rates, y, form: 'line', ...look });
    };
    line('I = R', curve?.rates ?? null, { dashed: true, faint: true });
    line('best code', curve?.best ?? null, {});
    line('Huffman merging', curve?.huffman ?? null, { colour: 2 });
    line('greedy', curve?.greedy ?? null, { colour: 1 });
    if (rate) series.push({ name: 'this run', x: [rate.rate], y: [rate.informationXT], form: 'dots', colour });
    return {
      x: { label: 'R, bits', scale: 'linear' },
      y: { label: 'I(X;T), bits', scale: 'linear' },
      series,
      empty: 'Above 64 letters the curves are not computed.',
    };
  });
  return (
    <ChartFigure
      title="Kept at each rate"
      unit={curve?.best ? 'bits; the best code is found by trying all' : 'bits'}
      name="rate-curve"
      mount={mountPlot}
      source={source}
      height={250}
      summary={() => {
        const rate = now();
        return rate
          ? `${name}: the code keeps ${formatNumber(rate.informationXT, 3)} bits of X at a rate of ${formatNumber(rate.rate, 3)} bits.`
          : 'Bits of X that greedy and Huffman codes keep, against the rate.';
      }}
      table={() => ({
        head: ['R', 'Greedy', 'Huffman', 'Best'],
        rows: Array.from(curve?.rates ?? [], (rate, k) => [
          formatNumber(rate, 3),
          formatNumber(curve!.greedy[k]!, 3),
          formatNumber(curve!.huffman[k]!, 3),
          curve!.best ? formatNumber(curve!.best[k]!, 3) : '',
        ]),
      })}
    />
  );
}
