import { mountScoreMatrix, type ScoreMatrixData } from '../../../../charts/score-matrix.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { TasksSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.tasks as TasksSnapshot | undefined;

/** Accuracy on every task after every task, and now. */
export function TaskMatrix({ picture, name, facts }: ViewProps) {
  const names = (facts.names as readonly string[] | undefined) ?? [];
  const rowsOf = (): { name: string; row: Float64Array }[] => {
    const shown = read(picture);
    if (!shown?.now) return [];
    const rows = shown.after.map((row, t) => ({ name: `after ${t + 1}`, row }));
    return shown.after.length > shown.task ? rows : [...rows, { name: 'now', row: shown.now }];
  };
  const source = useDerived(picture, (): ScoreMatrixData => {
    const rows = rowsOf();
    return {
      rows: rows.map(({ row }) => row),
      rowNames: rows.map((one) => one.name),
      colNames: names.map((_, t) => String(t + 1)),
      rowLabel: '',
      colLabel: 'accuracy on task',
      empty: 'Press Run, or Space.',
    };
  });
  const tasks = names.length;
  return (
    <ChartFigure
      title="What is known after each task"
      unit="% of the test examples"
      name="task-matrix"
      mount={mountScoreMatrix}
      source={source}
      height={44 + 44 * Math.max(2, tasks)}
      summary={() => {
        const last = rowsOf().at(-1);
        return last
          ? `${name}, ${last.name === 'now' ? 'now' : `${last.name} task${last.name === 'after 1' ? '' : 's'}`}: ${Array.from(last.row, (value, t) => `${(100 * value).toFixed(0)} % on task ${t + 1}`).join(', ')}.`
          : 'Accuracy on every task after each, once something has run.';
      }}
      table={() => ({
        head: ['', ...names.map((one, t) => `Task ${t + 1}: ${one}`)],
        rows: rowsOf().map((one) => [one.name, ...Array.from(one.row, (value) => value.toFixed(3))]),
      })}
      caption={names.map((one, t) => `${t + 1}: ${one}`).join(' · ')}
    />
  );
}
