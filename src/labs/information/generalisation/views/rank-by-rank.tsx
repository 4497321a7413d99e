import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { GridSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.grid as GridSnapshot | undefined;

const ranks = (values: Float64Array): number[] =>
  Array.from(values, (value) => values.reduce((rank, other) => rank + Number(other < value), 1));

/** Rank of the gap against rank of the measure, for the run shown and those beside it: on the diagonal, all is ranked rightly. */
export function RankByRank({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const dots = ({ measure, gap }: GridSnapshot) => ({ x: ranks(measure), y: ranks(gap) });
    const others = peers.flatMap((peer): PlotSeries[] => {
      const other = read(peer.picture);
      if (!other || peer.role === 'seed') return [];
      return [{ name: peer.label, form: 'dots', colour: peer.colour, ...dots(other) }];
    });
    const n = shown?.gap.length ?? 1;
    return {
      x: { label: 'rank of the measure', scale: 'linear' },
      y: { label: '', said: 'rank of the gap', scale: 'linear' },
      series: shown
        ? [
            { name: '', form: 'line', dashed: true, x: [1, n], y: [1, n] },
            ...others,
            { name, form: 'dots', colour, ...dots(shown) },
          ]
        : [],
    };
  });
  return (
    <ChartFigure
      title="Rank by rank"
      unit="rank of the gap among the models"
      name="rank-by-rank"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const n = read(picture)?.gap.length ?? 0;
        return n > 0
          ? `Ranks of ${n} models by gap and by measure; the diagonal would be a perfect ranking.`
          : 'Ranks of the models by gap and by measure, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        const [a, b] = [shown ? ranks(shown.measure) : [], shown ? ranks(shown.gap) : []];
        return {
          head: ['Model', 'Rank of the measure', 'Rank of the gap'],
          rows: a.map((rank, k) => [String(k + 1), formatNumber(rank), formatNumber(b[k]!)]),
        };
      }}
    />
  );
}
