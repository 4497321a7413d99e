import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import { readTeachers } from './read-teachers.ts';
import { useTheory } from './use-theory.ts';

/** Overlap of the student with both teachers, update after update, and where theory puts it. */
export function Overlaps({ picture, latest, ask, colour }: ViewProps) {
  const theory = useTheory(ask, latest);
  const source = useDerived(alongside(picture, [theory]), (): PlotData => {
    const shown = readTeachers(picture);
    const solved = theory.get();
    const [after, kept, learned] = Array.from(solved?.overlaps ?? []);
    const second = shown && shown.task > 0;
    const line = (at: number | undefined, label: string) =>
      at === undefined ? [] : [{ axis: 'y' as const, at, label }];
    // Two names on one spot cannot be read: the upper line then speaks for both.
    const near = second && Math.abs(kept! - learned!) < 0.15;
    const high = near && learned! > kept!;
    const lines = second
      ? [
          ...line(kept, near ? (high ? '' : 'theory, both teachers') : 'theory, teacher 1'),
          ...line(learned, near ? (high ? 'theory, both teachers' : '') : 'theory, teacher 2'),
        ]
      : line(after, 'theory, teacher 1');
    const negative = shown?.overlaps.some((row) => row.some((value) => value < -0.1)) ?? false;
    const begins = shown && shown.ofFirst > 0 && second ? shown.steps[shown.ofFirst - 1]! : Number.NaN;
    return {
      x: { label: 'updates', scale: 'linear' },
      y: { label: '', said: 'overlap', scale: 'linear', domain: [negative ? -1.02 : -0.12, 1.02] },
      series: shown
        ? shown.overlaps.map((y, t) => ({
            name: `teacher ${t + 1}`,
            form: 'line' as const,
            colour: t === 0 ? colour : colour + 1,
            x: shown.steps,
            y,
          }))
        : [],
      lines: [...lines, { axis: 'x', at: begins, label: '' }],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Student and teachers"
      unit="overlap of sign(θ) with each, −1 to 1; a hair line where task 2 begins"
      name="overlaps"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = readTeachers(picture);
        return shown
          ? `The student’s overlap is now ${shown.overlaps[0].at(-1)!.toFixed(2)} with teacher 1 and ${shown.overlaps[1].at(-1)!.toFixed(2)} with teacher 2.`
          : 'Overlap of student and teachers, once something has run.';
      }}
      table={() => {
        const shown = readTeachers(picture);
        return {
          head: ['Updates', 'Teacher 1', 'Teacher 2'],
          rows: Array.from(shown?.steps ?? [], (step, k) => [
            String(step),
            shown!.overlaps[0][k]!.toFixed(3),
            shown!.overlaps[1][k]!.toFixed(3),
          ]),
        };
      }}
    />
  );
}
