import { mountScoreMatrix, type ScoreMatrixData } from '../../../../charts/score-matrix.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { MasksSnapshot } from '../snapshots.ts';

/** Which share of a task's weights another task uses as well, and how much of the network is taken. */
export function MaskOverlap({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.masks as MasksSnapshot | undefined;
  const source = useDerived(picture, (): ScoreMatrixData => {
    const rows = now()?.overlap ?? [];
    return {
      rows,
      rowNames: rows.map((_, t) => `task ${t + 1}`),
      colNames: rows.map((_, t) => String(t + 1)),
      rowLabel: '',
      colLabel: 'weights also used by task',
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Weights that tasks share"
      unit="% of a task’s weights"
      name="mask-overlap"
      mount={mountScoreMatrix}
      source={source}
      height={264}
      summary={() => {
        const shown = now();
        return shown && shown.overlap.length > 0
          ? `${shown.overlap.length} subnetworks use ${(100 * shown.taken).toFixed(0)} % of the weights together.`
          : 'Subnetworks of the tasks, once something has run.';
      }}
      table={() => ({
        head: ['', ...(now()?.overlap ?? []).map((_, t) => `Task ${t + 1}`)],
        rows: (now()?.overlap ?? []).map((row, t) => [
          `Task ${t + 1}`,
          ...Array.from(row, (value) => value.toFixed(3)),
        ]),
      })}
    />
  );
}
