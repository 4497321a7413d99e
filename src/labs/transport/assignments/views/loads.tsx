import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { LoadsSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.loads as LoadsSnapshot | undefined;
const percent = (shares: Float64Array): Float64Array => shares.map((share) => 100 * share);
const numbers = (shares: Float64Array): Float64Array => shares.map((_, k) => k + 1);

/** How full every column is, beside the truth, an even share and the other methods. */
export function Loads({ picture, peers, name, colour, facts }: ViewProps) {
  const noun = facts.kind === 'router' ? 'expert' : facts.kind === 'clusters' ? 'cluster' : 'column';
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const shown = read(picture);
      const others = peers
        .filter(({ role }) => role !== 'seed')
        .flatMap((peer): PlotSeries[] => {
          const its = read(peer.picture);
          if (!its) return [];
          return [
            { name: peer.label, form: 'dots', colour: peer.colour, x: numbers(its.shares), y: percent(its.shares) },
          ];
        });
      const truth: PlotSeries[] = shown?.truth
        ? [{ name: 'truth', form: 'lineDots', dashed: true, x: numbers(shown.truth), y: percent(shown.truth) }]
        : [];
      return {
        x: { label: `${noun}, by number`, scale: 'linear' },
        y: { label: '% of the assigned mass', scale: 'linear' },
        series: shown
          ? [{ name, form: 'bars', colour, x: numbers(shown.shares), y: percent(shown.shares) }, ...truth, ...others]
          : [],
        lines: shown ? [{ axis: 'y', at: 100 / shown.shares.length, label: 'even' }] : [],
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title={`How full the ${noun}s are`}
      unit="bars: now; dashed: true sizes, where known"
      name="loads"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'How full the columns are, once something has run.';
        const most = Math.max(...shown.shares);
        return `${name} assigns ${(100 * shown.mass).toFixed(0)} % of the mass; the fullest ${noun} holds ${(100 * most).toFixed(1)} % of it where an even share is ${(100 / shown.shares.length).toFixed(1)} %.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: [`Number of the ${noun}`, '% of the assigned mass', 'True share, %'],
          rows: Array.from(shown?.shares ?? [], (share, k) => [
            String(k + 1),
            formatNumber(100 * share, 3),
            shown?.truth ? formatNumber(100 * shown.truth[k]!, 3) : 'not known',
          ]),
        };
      }}
    />
  );
}
