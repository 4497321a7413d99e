import { formatNumber } from '../charts/format.ts';
import { mountPlot, type PlotAxis, type PlotData, type PlotSeries } from '../charts/plot.ts';
import type { ViewProps } from './bench-views.ts';
import { ChartFigure } from './chart-figure.tsx';
import { alongside, useDerived } from './derived-source.ts';

/** Words and scale of one side of a trade-off. */
export interface TradeOffSide<Snapshot> {
  /** In titles and tables: "Accuracy". */
  readonly name: string;
  readonly of: (snapshot: Snapshot) => number;
  readonly scale?: PlotAxis['scale'];
  readonly domain?: readonly [number, number];
}

export interface TradeOffProps<Snapshot> extends ViewProps {
  /** Name of the snapshot both numbers are read from. */
  readonly snapshot: string;
  readonly x: TradeOffSide<Snapshot> & { readonly label: string };
  readonly y: TradeOffSide<Snapshot>;
  readonly unit: string;
}

/** One number against another, a dot a run: this one and those kept beside it. */
export function TradeOff<Snapshot>({ picture, peers, colour, name, snapshot, x, y, unit }: TradeOffProps<Snapshot>) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots[snapshot] as Snapshot | undefined;
  const all = () =>
    [
      ...peers.map((peer) => ({ at: read(peer.picture), name: peer.label, colour: peer.colour })),
      { at: read(picture), name, colour },
    ].flatMap(({ at, ...look }) => (at ? [{ ...look, x: x.of(at), y: y.of(at) }] : []));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => ({
      x: { label: x.label, scale: x.scale ?? 'linear', ...(x.domain ? { domain: x.domain } : {}) },
      y: {
        label: '',
        said: y.name.toLowerCase(),
        scale: y.scale ?? 'linear',
        ...(y.domain ? { domain: y.domain } : {}),
      },
      series: all().map((run): PlotSeries => ({ ...run, form: 'dots', x: [run.x], y: [run.y] })),
      empty: 'Press Run, or Space.',
    }),
  );
  const title = `${y.name} against ${x.name.toLowerCase()}`;
  return (
    <ChartFigure
      title={title}
      unit={unit}
      name={snapshot}
      mount={mountPlot}
      source={source}
      height={260}
      summary={() =>
        all().length > 0
          ? `${all()
              .map(
                (run) => `${run.name}: ${formatNumber(run.y, 3)} at ${x.name.toLowerCase()} ${formatNumber(run.x, 3)}`,
              )
              .join('; ')}.`
          : `${title}, once something has run.`
      }
      table={() => ({
        head: ['Run', x.name, y.name],
        rows: all().map((run) => [run.name, formatNumber(run.x, 4), formatNumber(run.y, 4)]),
      })}
    />
  );
}
