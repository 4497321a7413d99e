import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { SupportSnapshot } from '../support-snapshot.ts';
import { readSnapshot } from './read-snapshot.ts';

/** How long the runs of weights are along rows and columns, beside those of other runs. */
export function TurboRuns({ picture, peers, colour, name }: ViewProps) {
  const now = () => readSnapshot<SupportSnapshot>(picture, 'support');
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const shown = now();
      const lengths = Array.from(shown?.runs ?? [], (_, k) => k + 1);
      return {
        x: { label: 'weights in a run', scale: 'linear' },
        y: { label: '', said: 'share of the runs', scale: 'linear' },
        series: shown
          ? [
              { name, form: 'bars', colour, x: lengths, y: shown.runs },
              ...peers.flatMap((peer) => {
                const other = readSnapshot<SupportSnapshot>(peer.picture, 'support');
                if (!other || peer.role === 'seed') return [];
                return [
                  { name: peer.label, form: 'lineDots' as const, colour: peer.colour, x: lengths, y: other.runs },
                ];
              }),
            ]
          : [],
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="Run lengths"
      unit="share of the runs of active weights along rows and columns; the last: 20 and more"
      name="runs"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        if (!shown) return 'Lengths of the runs of weights, once something has run.';
        return `A run has ${shown.meanRun.toFixed(2)} weights on average; ${(100 * shown.runs[0]!).toFixed(0)} % of the runs are single weights.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Weights in a run', 'Share of the runs'],
          rows: Array.from(shown?.runs ?? [], (share, k) => [
            k + 1 < shown!.runs.length ? String(k + 1) : `${k + 1} or more`,
            share.toFixed(3),
          ]),
        };
      }}
    />
  );
}
