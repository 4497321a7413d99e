import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { TeachersSnapshot } from '../snapshots.ts';
import { readTeachers } from './read-teachers.ts';
import { useTheory } from './use-theory.ts';

const errorNow = ({ overlaps, afterFirst }: TeachersSnapshot): number =>
  Number.isNaN(afterFirst) ? Math.acos(Math.max(-1, Math.min(1, overlaps[0].at(-1)!))) / Math.PI : afterFirst;

/** Error on the first task against its number of examples: theory's lines, and the run's dot on its way down. */
export function ErrorCurve({ picture, latest, peers, ask, colour }: ViewProps) {
  const theory = useTheory(ask, latest);
  const source = useDerived(alongside(picture, [theory, ...peers.map((peer) => peer.picture)]), (): PlotData => {
    const dot = (shown: TeachersSnapshot | undefined, label: string, hue: number): PlotSeries[] =>
      shown ? [{ name: label, form: 'dots', colour: hue, x: [shown.ratios[0]!], y: [errorNow(shown)] }] : [];
    const shown = readTeachers(picture);
    const solved = theory.get();
    const target = solved?.errors[0] ?? Number.NaN;
    return {
      x: { label: 'α, examples an input', scale: 'linear', domain: [0, 2.55] },
      y: { label: '', said: 'error', scale: 'linear', domain: [0, 0.52] },
      series: [
        ...(shown?.curves ?? []).map(({ gamma, alphas, errors }) => ({
          name: gamma === 0 ? 'no anchor' : 'γ = 1',
          form: 'line' as const,
          dashed: gamma !== 0,
          x: alphas,
          y: errors,
        })),
        ...peers.flatMap((peer) =>
          dot(readTeachers(peer.picture), peer.role === 'seed' ? '' : peer.label, peer.colour),
        ),
        ...dot(shown, 'run', colour),
        ...(shown && Number.isFinite(target)
          ? [{ name: 'theory here', form: 'dots' as const, colour: 6, x: [shown.ratios[0]!], y: [target] }]
          : []),
      ],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Error on one task"
      unit="ε after task 1; lines are theory"
      name="error-curve"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = readTeachers(picture);
        if (!shown) return 'Error on the first task against α, once something has run.';
        const target = theory.get()?.errors[0] ?? Number.NaN;
        const said = Number.isFinite(target) ? `; theory says ${target.toFixed(3)}` : '';
        return `At α = ${formatNumber(shown.ratios[0]!)} the error on the first task is ${errorNow(shown).toFixed(3)}${said}.`;
      }}
      table={() => {
        const [free, held] = readTeachers(picture)?.curves ?? [];
        return {
          head: ['α', 'Theory, no anchor', 'Theory, γ = 1'],
          rows: Array.from(free?.alphas ?? [], (alpha, k) => [
            formatNumber(alpha),
            free!.errors[k]!.toFixed(4),
            held!.errors[k]!.toFixed(4),
          ]),
        };
      }}
    />
  );
}
