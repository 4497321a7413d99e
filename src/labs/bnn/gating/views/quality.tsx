import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { QualitySnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.quality as QualitySnapshot | undefined;

/** Accuracy against the work of a digit, this run and those kept beside it. */
export function Quality({ picture, peers, colour, name }: ViewProps) {
  const all = () =>
    [
      ...peers.map((peer) => ({ at: read(peer.picture), name: peer.label, colour: peer.colour })),
      { at: read(picture), name, colour },
    ].flatMap((one) => (one.at ? [{ ...one, at: one.at }] : []));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => ({
      x: { label: 'multiply-adds of a digit, of the dense network’s', scale: 'linear', domain: [0, 1.05] },
      y: { label: '', scale: 'linear' },
      series: all().map(({ at, ...look }): PlotSeries => ({ ...look, form: 'dots', x: [at.work], y: [at.accuracy] })),
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="Accuracy against work"
      unit="pin runs at other masses to see the curve"
      name="quality"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() =>
        all().length > 0
          ? `${all()
              .map(
                ({ at, name: label }) =>
                  `${label}: ${formatNumber(at.accuracy, 3)} with ${formatNumber(at.work, 2)} of the work`,
              )
              .join('; ')}.`
          : 'Accuracy against work, once something has run.'
      }
      table={() => ({
        head: ['Run', 'Work', 'Accuracy'],
        rows: all().map(({ at, name: label }) => [label, formatNumber(at.work, 3), formatNumber(at.accuracy, 4)]),
      })}
    />
  );
}
