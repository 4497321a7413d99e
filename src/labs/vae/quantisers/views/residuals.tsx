import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.plane as PlaneSnapshot | undefined;

/** What is left of the images before the first level and after each. */
export function Residuals({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const of = (shown: PlaneSnapshot | undefined, label: string, hue: number, faint: boolean): PlotSeries[] =>
        shown
          ? [
              {
                name: label,
                form: 'lineDots',
                colour: hue,
                faint,
                x: Array.from(shown.residuals, (_, l) => l),
                y: shown.residuals,
              },
            ]
          : [];
      return {
        x: { label: 'levels', scale: 'linear', domain: [0, 3] },
        y: { label: '', said: 'residual', scale: 'log' },
        series: [
          ...peers.flatMap((peer) => of(read(peer.picture), peer.label, peer.colour, peer.role === 'seed')),
          ...of(read(picture), name, colour, false),
        ],
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="What each level leaves"
      unit="mean square of a test pixel’s residual"
      name="residuals"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `From ${formatNumber(shown.residuals[0]!, 3)} before to ${formatNumber(shown.distortion, 3)} after ${shown.residuals.length - 1} level${shown.residuals.length === 2 ? '' : 's'}.`
          : 'What each level leaves, once something has run.';
      }}
      table={() => ({
        head: ['Levels', 'Test', 'Training'],
        rows: Array.from(read(picture)?.residuals ?? [], (value, l) => [
          String(l),
          formatNumber(value, 4),
          formatNumber(read(picture)!.trainResiduals[l]!, 4),
        ]),
      })}
    />
  );
}
