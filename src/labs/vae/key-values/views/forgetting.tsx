import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { ClassesSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.classes as ClassesSnapshot | undefined;

/** Mean accuracy on the classes of the first task after every epoch. */
function first({ accuracy, epochs, tasks }: ClassesSnapshot): number[] {
  const own = tasks[0]!;
  return Array.from({ length: epochs }, (_, t) =>
    own.reduce((sum, c) => sum + accuracy[c * epochs + t]! / own.length, 0),
  );
}

/** What is left of the first task while the others are learned, beside the other methods. */
export function Forgetting({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const of = (shown: ClassesSnapshot | undefined, label: string, hue: number, faint: boolean): PlotSeries[] => {
        if (!shown) return [];
        const y = first(shown);
        return [{ name: label, form: 'line', colour: hue, faint, x: y.map((_, t) => t + 1), y }];
      };
      const shown = read(picture);
      return {
        x: { label: 'epochs', scale: 'linear' },
        y: { label: '', said: 'accuracy', scale: 'linear', domain: [0, 1.02] },
        series: [
          ...peers.flatMap((peer) => of(read(peer.picture), peer.label, peer.colour, peer.role === 'seed')),
          ...of(shown, name, colour, false),
        ],
        lines: (shown?.starts ?? [])
          .slice(1)
          .filter((start) => start < shown!.epochs)
          .map((at) => ({ axis: 'x', at: at + 0.5, label: '' })),
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="What is left of the first task"
      unit="test accuracy on its classes; hair lines where a new task begins"
      name="forgetting"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `${name} now names ${(100 * first(shown).at(-1)!).toFixed(0)} % of the first task’s test images rightly, after ${shown.epochs} epochs.`
          : 'Accuracy on the first task over the stream, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        const y = shown ? first(shown) : [];
        return {
          head: ['At the end of task', 'Accuracy on the first task'],
          rows: (shown?.starts ?? []).flatMap((start, t) => {
            const end = (shown!.starts[t + 1] ?? shown!.epochs) - 1;
            return start < y.length ? [[String(t + 1), y[Math.min(end, y.length - 1)]!.toFixed(3)]] : [];
          }),
        };
      }}
    />
  );
}
