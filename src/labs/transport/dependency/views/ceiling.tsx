import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { CeilingSnapshot } from '../snapshots.ts';

/** What the loss certifies against what the representation holds: more of one is not more of the other. */
export function Ceiling({ picture, peers, name, colour }: ViewProps) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots.ceiling as CeilingSnapshot | undefined;
  const all = () =>
    [
      ...peers.map((peer) => ({ at: read(peer.picture), name: peer.label, colour: peer.colour })),
      { at: read(picture), name, colour },
    ].flatMap(({ at, ...look }) => (at ? [{ ...look, at }] : []));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const shown = read(picture);
      return {
        x: { label: 'nats certified, ln B − loss', scale: 'linear' },
        y: { label: '', said: 'accuracy', scale: 'linear', domain: [0, 1] },
        series: all().map((run) => ({
          name: run.name,
          colour: run.colour,
          form: 'dots',
          x: [run.at.bound],
          y: [run.at.meanAccuracy],
        })),
        lines: shown
          ? [
              { axis: 'x', at: shown.ceiling, label: 'ln B' },
              { axis: 'x', at: shown.information, label: 'what there is' },
            ]
          : [],
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="What a batch can certify"
      unit="mean probe accuracy"
      name="ceiling"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Information certified against accuracy, once something has run.';
        return `x and y share ${formatNumber(shown.information, 3)} nats; a batch can certify ${formatNumber(shown.ceiling, 3)}, and ${name} certifies ${formatNumber(shown.bound, 3)}.`;
      }}
      table={() => ({
        head: ['Run', 'Certified', 'ln B', 'What there is', 'Mean accuracy'],
        rows: all().map(({ name: run, at }) => [
          run,
          ...[at.bound, at.ceiling, at.information, at.meanAccuracy].map((value) => formatNumber(value, 4)),
        ]),
      })}
    />
  );
}
