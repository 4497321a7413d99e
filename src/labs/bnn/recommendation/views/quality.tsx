import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { QualitySnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.quality as QualitySnapshot | undefined;

/** Recall against density, this run and those kept beside it. */
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
      x: { label: 'density of the tables', scale: 'log', domain: [0.02, 1.2] },
      y: { label: '', scale: 'linear' },
      series: all().map(({ at, ...look }): PlotSeries => ({ ...look, form: 'dots', x: [at.density], y: [at.recall] })),
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="Recall against density"
      unit="pin runs at other densities to see the curve"
      name="quality"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() =>
        all().length > 0
          ? `${all()
              .map(
                ({ at, name: label }) =>
                  `${label}: recall ${formatNumber(at.recall, 3)} at density ${formatNumber(at.density, 2)}`,
              )
              .join('; ')}.`
          : 'Recall against density, once something has run.'
      }
      table={() => ({
        head: ['Run', 'Density', 'Recall at 20'],
        rows: all().map(({ at, name: label }) => [label, formatNumber(at.density, 3), formatNumber(at.recall, 4)]),
      })}
    />
  );
}
