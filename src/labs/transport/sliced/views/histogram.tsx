import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { HistogramSnapshot } from '../snapshots.ts';
import { shares } from './shares.ts';

const BINS = 40;

/** Estimates of every repetition, this method's as bars and the others' as outlines, on the bins of all together. */
export function Histogram({ picture, peers, colour, name }: ViewProps) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots.histogram as HistogramSnapshot | undefined;
  const all = () =>
    [
      { at: read(picture), name, colour, own: true },
      ...peers.map((peer) => ({ at: read(peer.picture), name: peer.label, colour: peer.colour, own: false })),
    ].flatMap(({ at, ...look }) => (at && at.estimates.length > 0 ? [{ ...look, ...at }] : []));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const runs = all();
      const { middles, width, of } = shares(
        runs.map(({ estimates }) => estimates),
        BINS,
      );
      const exact = runs[0]?.exact ?? Number.NaN;
      return {
        x: { label: 'estimate of SW²', scale: 'linear' },
        y: { label: 'share of the repetitions', scale: 'linear' },
        series: runs.map((run, k): PlotSeries => {
          const heights = of[k]!;
          const look = { name: run.name, colour: run.colour };
          if (run.own) return { ...look, form: 'bars', x: middles, y: heights };
          const corners = middles.flatMap((x, b) => [
            { x: x - width / 2, y: heights[b]! },
            { x: x + width / 2, y: heights[b]! },
          ]);
          return { ...look, form: 'line', x: corners.map(({ x }) => x), y: corners.map(({ y }) => y) };
        }),
        lines: Number.isFinite(exact) ? [{ axis: 'x', at: exact, label: 'exact' }] : [],
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="Estimates"
      unit="each from fresh directions"
      name="histogram"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() =>
        all()
          .map((run) => {
            const { mean, deviation } = momentsOf(run.estimates);
            return `${run.name}: ${run.estimates.length} estimates from ${run.directions} directions, ${formatNumber(mean, 4)} ± ${formatNumber(deviation, 2)}, where ${formatNumber(run.exact, 4)} is exact.`;
          })
          .join(' ') || 'Estimates of the sliced distance, once something has run.'
      }
      table={() => ({
        head: ['Method', 'Estimates', 'Directions', 'Mean', 'Standard deviation', 'Exact'],
        rows: all().map((run) => {
          const { mean, deviation } = momentsOf(run.estimates);
          return [
            run.name,
            String(run.estimates.length),
            String(run.directions),
            ...[mean, deviation, run.exact].map((value) => formatNumber(value, 4)),
          ];
        }),
      })}
    />
  );
}

function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(square / Math.max(1, values.length - 1)) };
}
