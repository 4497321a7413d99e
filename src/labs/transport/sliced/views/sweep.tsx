import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { SweepSnapshot } from '../sweep-directions.ts';

/** Variance of the estimates against the number of directions, this method's and its companions'. */
export function Sweep({ picture, peers, colour, name }: ViewProps) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots.sweep as SweepSnapshot | undefined;
  const all = () =>
    [
      { at: read(picture), name, colour, own: true },
      ...peers
        .filter(({ role }) => role !== 'seed')
        .map((peer) => ({ at: read(peer.picture), name: peer.label, colour: peer.colour, own: false })),
    ].flatMap(({ at, ...look }) => (at && at.repetitions > 1 ? [{ ...look, ...at }] : []));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const runs = all();
      const theory = runs[0];
      const series = runs.map(({ name, colour, own, directions, variance, repetitions }): PlotSeries => {
        // Two standard errors of a variance, which are as wide at every height.
        const error = Math.exp(2 * Math.sqrt(2 / (repetitions - 1)));
        const band = own ? { low: variance.map((v) => v / error), high: variance.map((v) => v * error) } : {};
        return { name, colour, form: 'lineDots', x: directions, y: variance, ...band };
      });
      return {
        x: { label: 'directions L', scale: 'log' },
        y: { label: 'variance of the estimate', scale: 'log', ...(theory ? { domain: heights(runs) } : {}) },
        series: theory
          ? [
              {
                name: 'Var W / L',
                form: 'line',
                dashed: true,
                x: theory.directions,
                y: theory.directions.map((L) => theory.ofW / L),
              },
              ...series,
            ]
          : [],
        empty: 'Press Run, or Space: two repetitions make a variance.',
      };
    },
  );
  return (
    <ChartFigure
      title="Variance by directions"
      unit="the same clouds, other numbers of directions"
      name="sweep"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() =>
        all()
          .map((run) => {
            const times = (run.ofW / run.directions.at(-1)!) * (1 / run.variance.at(-1)!);
            return `${run.name}: at ${run.directions.at(-1)} directions ${formatNumber(times, 2)} times less variance than plain Monte Carlo has, over ${run.repetitions} repetitions.`;
          })
          .join(' ') || 'Variance against the number of directions, once something has run.'
      }
      table={() => ({
        head: ['Method', 'Directions', 'Variance', 'Var W / L'],
        rows: all().flatMap((run) =>
          Array.from(run.directions, (L, k) => [
            run.name,
            String(L),
            formatNumber(run.variance[k]!, 3),
            formatNumber(run.ofW / L, 3),
          ]),
        ),
      })}
    />
  );
}

/** All variances, with room below for the names at the ends. */
function heights(runs: readonly SweepSnapshot[]): [number, number] {
  let [low, high] = [Infinity, 0];
  for (const { variance, ofW, directions } of runs)
    for (const value of [...variance, ofW / directions[0]!]) {
      if (!(value > 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return high > 0 ? [low / Math.max(2, (high / low) ** 0.15), 1.5 * high] : [0.1, 10];
}
