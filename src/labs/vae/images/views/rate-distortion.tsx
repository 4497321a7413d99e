import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import { read, type SplitSnapshot } from './shapes.ts';

/** Each run's way through the plane of rate and distortion; pinned runs stay as points. */
export function RateDistortion({ picture, peers, name, colour }: ViewProps) {
  const runs = () =>
    [
      { label: name, colour, role: 'shown', shown: read<SplitSnapshot>(picture, 'split') },
      // Pins of one method would share its colour.
      ...peers.map((peer, k) => ({
        ...peer,
        colour: peer.role === 'pin' ? ((peer.colour + k) % 8) + 1 : peer.colour,
        shown: read<SplitSnapshot>(peer.picture, 'split'),
      })),
    ].filter((run) => run.shown !== undefined && run.shown.steps.length > 0);
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => ({
      x: { label: 'rate: KL, nats', scale: 'linear' },
      y: { label: '', said: 'distortion', scale: 'linear' },
      series: runs().flatMap(({ label, colour: hue, role, shown }): PlotSeries[] => {
        const { kl, reconstruction } = shown!;
        const end = { x: kl.slice(-1), y: reconstruction.slice(-1) };
        const trail: PlotSeries = { name: '', form: 'line', colour: hue, faint: true, x: kl, y: reconstruction };
        return [trail, { name: role === 'seed' ? '' : label, form: 'dots', colour: hue, labels: [label], ...end }];
      }),
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="Rate and distortion"
      unit="nats per held-out image; the trail is the training, the mark where it stands"
      name="rate-distortion"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const [first] = runs();
        return first
          ? `Rate ${formatNumber(first.shown!.kl.at(-1)!, 3)} nats, distortion ${formatNumber(first.shown!.reconstruction.at(-1)!, 4)} nats; ${runs().length} run${runs().length === 1 ? '' : 's'} shown.`
          : 'Rate against distortion, once something has run.';
      }}
      table={() => ({
        head: ['Run', 'Rate, nats', 'Distortion, nats'],
        rows: runs().map(({ label, shown }) => [
          label,
          formatNumber(shown!.kl.at(-1)!, 4),
          formatNumber(shown!.reconstruction.at(-1)!, 4),
        ]),
      })}
    />
  );
}
