import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { TrialsSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.trials as TrialsSnapshot | undefined;

/** The error of every trial, sorted, beside the other methods on the same trials. */
export function Trials({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const of = (shown: TrialsSnapshot | undefined, label: string, hue: number, faint: boolean) => {
        const sorted = (shown?.errors ?? new Float64Array()).slice().sort();
        const x = Array.from(sorted, (_, k) => k + 1);
        return { name: faint ? '' : label, form: 'lineDots' as const, colour: hue, faint, x, y: sorted };
      };
      return {
        x: { label: 'trials, the best first', scale: 'linear' },
        y: { label: '', said: 'error in dB', scale: 'linear' },
        series: [
          ...peers.map((peer) => of(read(peer.picture), peer.label, peer.colour, peer.role === 'seed')),
          of(read(picture), name, colour, false),
        ].filter(({ x }) => x.length > 0),
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="Error of every trial"
      unit="‖x̂ − x‖² / ‖x‖² in dB"
      name="trials"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const errors = read(picture)?.errors;
        if (!errors) return 'The error of every trial, once something has run.';
        const sorted = errors.slice().sort();
        return `${errors.length} trials, from ${formatNumber(sorted[0]!, 3)} to ${formatNumber(sorted.at(-1)!, 3)} dB.`;
      }}
      table={() => ({
        head: ['Trial', 'Error in dB', 'Iterations'],
        rows: Array.from(read(picture)?.errors ?? [], (value, t) => [
          String(t + 1),
          formatNumber(value, 4),
          String(read(picture)!.iterations[t]),
        ]),
      })}
    />
  );
}
