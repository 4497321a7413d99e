import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { PathsSnapshot } from '../snapshots.ts';

/** Below this only rounding is left. */
const FLOOR = 1e-17;

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.paths as PathsSnapshot | undefined;

/** How far the marginals of every start are from agreeing, step after step, beside the other methods. */
export function Residuals({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const of = (shown: PathsSnapshot | undefined, label: string, hue: number, faint: boolean): PlotSeries[] =>
        (shown?.residuals ?? []).map((y, s) => ({
          name: s === 0 && !faint ? label : '',
          form: 'line',
          colour: hue,
          faint: faint || s > 0,
          x: Array.from(y, (_, k) => k),
          y: y.map((value) => Math.max(value, FLOOR)),
        }));
      return {
        x: { label: 'steps', scale: 'linear' },
        y: { label: '', said: 'residual', scale: 'log', domain: [FLOOR, 2] },
        series: [
          ...peers.flatMap((peer) => of(read(peer.picture), peer.label, peer.colour, peer.role === 'seed')),
          ...of(read(picture), name, colour, false),
        ],
        empty: 'Press Run, or Space.',
      };
    },
  );
  const last = () => read(picture)?.residuals.map((row) => row.at(-1)!) ?? [];
  return (
    <ChartFigure
      title="Residual from every start"
      unit="largest |x − softmax(Φx + b)|"
      name="residuals"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() =>
        last().length > 0
          ? `From ${last().length} starts the residual is now between ${formatNumber(Math.min(...last()), 2)} and ${formatNumber(Math.max(...last()), 2)}.`
          : 'The residual from every start, once something has run.'
      }
      table={() => ({
        head: ['Start', 'Steps', 'Residual'],
        rows: (read(picture)?.residuals ?? []).map((row, s) => [
          String(s + 1),
          String(row.length - 1),
          formatNumber(row.at(-1)!, 3),
        ]),
      })}
    />
  );
}
