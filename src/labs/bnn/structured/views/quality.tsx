import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { QualitySnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.quality as QualitySnapshot | undefined;

/** Accuracy against sparsity, this run and those kept beside it. */
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
      x: { label: 'share of hidden weights that are zero', scale: 'linear', domain: [-0.03, 1.03] },
      y: { label: '', scale: 'linear' },
      series: all().map(
        ({ at, ...look }): PlotSeries => ({ ...look, form: 'dots', x: [at.sparsity], y: [at.accuracy] }),
      ),
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="Accuracy against sparsity"
      unit="pin runs at other settings to see the curve"
      name="quality"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() =>
        all().length > 0
          ? `${all()
              .map(
                ({ at, name: label }) =>
                  `${label}: ${formatNumber(at.accuracy, 3)} at sparsity ${formatNumber(at.sparsity, 3)}`,
              )
              .join('; ')}.`
          : 'Accuracy against sparsity, once something has run.'
      }
      table={() => ({
        head: ['Run', 'Sparsity', 'Accuracy'],
        rows: all().map(({ at, name: label }) => [label, formatNumber(at.sparsity, 3), formatNumber(at.accuracy, 4)]),
      })}
    />
  );
}
