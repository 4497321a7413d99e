import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.plane as PlaneSnapshot | undefined;

/** What each run pays and what it gets for it: this one, those beside it, pinned ones. */
export function RateDistortion({ picture, peers, name, colour }: ViewProps) {
  const runs = () =>
    [
      { label: name, colour, role: 'shown', shown: read(picture) },
      ...peers.map((peer) => ({ ...peer, shown: read(peer.picture) })),
    ].flatMap(({ shown, ...run }) => (shown ? [{ ...run, shown }] : []));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => ({
      x: { label: 'rate, bits an image', scale: 'linear' },
      y: { label: '', said: 'distortion', scale: 'log' },
      series: runs().map(({ label, colour: hue, role, shown }) => ({
        name: role === 'seed' ? '' : label,
        form: 'dots',
        colour: hue,
        x: [shown.rate],
        y: [shown.distortion],
        labels: [`${formatNumber(shown.rate, 3)} bits, ${formatNumber(shown.distortion, 3)}, ${shown.stored} stored`],
      })),
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="Rate and distortion"
      unit="mean squared error of a test pixel; lower left is better"
      name="rate-distortion"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const [first] = runs();
        return first
          ? `${name}: ${formatNumber(first.shown.rate, 3)} bits an image for a distortion of ${formatNumber(first.shown.distortion, 3)}; ${runs().length} run${runs().length === 1 ? '' : 's'} shown.`
          : 'Rate against distortion, once something has run.';
      }}
      table={() => ({
        head: ['Run', 'Rate, bits', 'Distortion', 'Numbers stored'],
        rows: runs().map(({ label, shown }) => [
          label,
          formatNumber(shown.rate, 4),
          formatNumber(shown.distortion, 4),
          String(shown.stored),
        ]),
      })}
    />
  );
}
