import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { TeachersSnapshot } from '../snapshots.ts';
import { readTeachers, wayThroughSecond } from './read-teachers.ts';
import { useTheory } from './use-theory.ts';

/** Both errors through the second task: what it costs to learn it, and where theory says the way ends. */
export function ErrorPlane({ picture, latest, peers, ask, colour }: ViewProps) {
  const theory = useTheory(ask, latest);
  const begun = (shown: TeachersSnapshot | undefined) => (shown && shown.task > 0 ? shown : undefined);
  const source = useDerived(alongside(picture, [theory, ...peers.map((peer) => peer.picture)]), (): PlotData => {
    const way = (shown: TeachersSnapshot | undefined, label: string, hue: number, faint: boolean): PlotSeries[] => {
      if (!shown) return [];
      const { first, second } = wayThroughSecond(shown);
      const end = { x: second.slice(-1), y: first.slice(-1) };
      return [
        { name: '', form: 'line', colour: hue, faint, x: second, y: first },
        { name: label, form: 'dots', colour: hue, ...end },
      ];
    };
    const any = readTeachers(picture);
    const solved = theory.get();
    return {
      x: { label: 'ε₂, error on task 2', scale: 'linear', domain: [0, 0.62] },
      y: { label: 'ε₁, error on task 1', scale: 'linear', domain: [0, 0.62] },
      series: [
        ...(any && any.sweep.length > 2
          ? [
              {
                name: 'theory, γ 0 to 3',
                form: 'lineDots' as const,
                x: any.sweep.map(({ errors }) => errors[1]!),
                y: any.sweep.map(({ errors }) => errors[0]!),
              },
            ]
          : []),
        ...peers.flatMap((peer) =>
          way(begun(readTeachers(peer.picture)), peer.role === 'seed' ? '' : peer.label, peer.colour, true),
        ),
        ...way(begun(any), 'run', colour, false),
        ...(any && solved && Number.isFinite(solved.errors[2]!)
          ? [{ name: 'theory here', form: 'dots' as const, colour: 6, x: [solved.errors[2]!], y: [solved.errors[1]!] }]
          : []),
      ],
      lines: [
        { axis: 'x', at: 0.5, label: '' },
        { axis: 'y', at: 0.5, label: '' },
      ],
      empty: 'The way begins with the second task.',
    };
  });
  return (
    <ChartFigure
      title="Both errors through the second task"
      unit="hair lines at a guess, 0.5"
      name="error-plane"
      mount={mountPlot}
      source={source}
      height={340}
      summary={() => {
        const shown = begun(readTeachers(picture));
        if (!shown) return 'Errors on both tasks while the second is learned, once it has begun.';
        const { first, second } = wayThroughSecond(shown);
        const solved = theory.get();
        const said =
          solved && Number.isFinite(solved.errors[2]!)
            ? `; theory says ${solved.errors[1]!.toFixed(3)} and ${solved.errors[2]!.toFixed(3)} at its end`
            : '';
        return `Error ${first.at(-1)!.toFixed(3)} on task 1 and ${second.at(-1)!.toFixed(3)} on task 2${said}.`;
      }}
      table={() => {
        const shown = begun(readTeachers(picture));
        const { first, second } = shown ? wayThroughSecond(shown) : { first: [], second: [] };
        return {
          head: ['Waypoint', 'ε₁', 'ε₂'],
          rows: first.map((value, k) => [formatNumber(k), value.toFixed(4), second[k]!.toFixed(4)]),
        };
      }}
    />
  );
}
