import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { Picture, ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

const read = (picture: Picture | null): Float64Array | undefined =>
  (picture?.snapshots.growth as { entropies: Float64Array } | undefined)?.entropies;

const seriesOf = (name: string, colour: number, entropies: Float64Array, faint: boolean): PlotSeries => ({
  name,
  x: Float64Array.from(entropies, (_, k) => k + 1),
  y: entropies,
  form: 'lineDots',
  colour,
  faint,
  labels: Array.from(entropies, (v, k) => `${name}, d = ${k + 1}: ${formatNumber(v, 3)} bits`),
});

/** Entropy of the clouds against the dimension they fill, under the ceiling log₂ N. */
export function Growth({ picture, peers, facts, name, colour }: ViewProps) {
  const now = () => read(picture.get());
  const ceiling = facts.ceiling as number;
  const source = useDerived(picture, (): PlotData => {
    const own = now();
    const others = peers.flatMap(({ label, role, colour, picture }) => {
      const theirs = read(picture.get());
      return theirs ? [seriesOf(label, colour, theirs, role === 'seed')] : [];
    });
    return {
      x: { label: 'intrinsic dimension d', scale: 'linear' },
      y: { label: 'bits', scale: 'linear' },
      series: own ? [...others, seriesOf(name, colour, own, false)] : others,
      lines: [{ axis: 'y', at: ceiling, label: 'log₂ N' }],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Entropy against dimension"
      unit="bits"
      name="growth"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const own = now();
        return own
          ? `${name}: from ${formatNumber(own[0]!, 3)} bits in one dimension to ${formatNumber(own.at(-1)!, 3)} in ${own.length}; the ceiling is ${formatNumber(ceiling, 3)}.`
          : 'Entropy against the dimension of the cloud, once something has run.';
      }}
      table={() => ({
        head: ['Dimension', 'Entropy, bits'],
        rows: Array.from(now() ?? [], (v, k) => [k + 1, formatNumber(v)]),
      })}
    />
  );
}
