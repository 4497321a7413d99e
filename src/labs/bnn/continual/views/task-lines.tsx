import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { TasksSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.tasks as TasksSnapshot | undefined;

/** Accuracy on the first task, and mean over the tasks so far, at the end of every task. */
function ends(shown: TasksSnapshot | undefined): { first: number[]; mean: number[] } {
  const rows = shown?.after ?? [];
  return {
    first: rows.map((row) => row[0]!),
    mean: rows.map((row, t) => row.subarray(0, t + 1).reduce((sum, one) => sum + one, 0) / (t + 1)),
  };
}

/** What is left of the first task as others come, beside the other runs. */
export function TaskLines({ picture, peers, name, colour, facts }: ViewProps) {
  const tasks = (facts.tasks as number | undefined) ?? 2;
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const shown = read(picture);
      const { first, mean } = ends(shown);
      const places = (y: readonly number[]) => y.map((_, t) => t + 1);
      return {
        x: { label: 'tasks learned', scale: 'linear', domain: [0.9, tasks + 0.1] },
        y: { label: '', said: 'accuracy', scale: 'linear', domain: [0, 1.02] },
        series: [
          ...peers.map((peer) => {
            const y = ends(read(peer.picture)).first;
            const faint = peer.role === 'seed';
            return { name: peer.label, form: 'lineDots' as const, colour: peer.colour, faint, x: places(y), y };
          }),
          { name: 'mean of tasks so far', form: 'lineDots', colour, dashed: true, x: places(mean), y: mean },
          { name: `${name}, task 1`, form: 'lineDots', colour, x: places(first), y: first },
        ],
        empty: 'A point once a task is finished.',
      };
    },
  );
  return (
    <ChartFigure
      title="What is left of the first task"
      unit="test accuracy at the end of each task"
      name="first-task"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const { first } = ends(read(picture));
        return first.length > 0
          ? `${name}: accuracy on the first task ${first.map((value, t) => `${value.toFixed(2)} after ${t + 1}`).join(', ')}.`
          : 'Accuracy on the first task as others are learned, once one is finished.';
      }}
      table={() => {
        const { first, mean } = ends(read(picture));
        return {
          head: ['Tasks learned', 'Accuracy on task 1', 'Mean of tasks so far'],
          rows: first.map((value, t) => [String(t + 1), value.toFixed(3), mean[t]!.toFixed(3)]),
        };
      }}
    />
  );
}
