import { mountScoreMatrix, type ScoreMatrixData } from '../../../../charts/score-matrix.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ConfusionSnapshot } from '../sequential-snapshots.ts';

const read = (picture: ViewProps['picture']): ConfusionSnapshot | undefined => {
  const shown = picture.get()?.snapshots.confusion as ConfusionSnapshot | undefined;
  return shown?.rows ? shown : undefined;
};

/** What the test images of each class are called. */
export function Confusion({ picture }: ViewProps) {
  const source = useDerived(picture, (): ScoreMatrixData => {
    const shown = read(picture);
    const names = shown?.classes.map(String) ?? [];
    return {
      rows: shown?.rows ?? [],
      rowNames: names,
      colNames: names,
      rowLabel: 'is',
      colLabel: 'is called',
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="What is taken for what"
      unit="% of the test images of a class, tasks so far"
      name="confusion"
      mount={mountScoreMatrix}
      source={source}
      height={340}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Which classes are taken for which, once something has run.';
        const seen = shown.classes.filter((c) => !Number.isNaN(shown.rows[c]![c]!));
        const worst = seen.reduce((a, b) => (shown.rows[b]![b]! < shown.rows[a]![a]! ? b : a), seen[0]!);
        return `Of ${seen.length} classes, class ${worst} is known worst: ${(100 * shown.rows[worst]![worst]!).toFixed(0)} % of it.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Class', ...(shown?.classes.map((c) => `called ${c}`) ?? [])],
          rows: (shown?.rows ?? []).map((row, c) => [
            String(shown!.classes[c]),
            ...Array.from(row, (value) => (Number.isNaN(value) ? '' : value.toFixed(3))),
          ]),
        };
      }}
    />
  );
}
