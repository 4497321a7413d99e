import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { PhasesSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.phases as PhasesSnapshot | undefined;
const PHASES = [1, 2, 3];

/** How often free runs are up at each phase, beside the automaton itself and the runs alongside. */
export function Phases({ picture, peers, name, colour }: ViewProps) {
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const shown = read(picture);
      const others = peers.flatMap((peer): PlotSeries[] => {
        const found = read(peer.picture);
        return found
          ? [
              {
                name: peer.label,
                form: 'lineDots',
                colour: peer.colour,
                faint: peer.role === 'seed',
                x: PHASES,
                y: found.probability,
              },
            ]
          : [];
      });
      return {
        x: { label: 'phase', scale: 'linear', domain: [0.5, 3.5] },
        y: { label: '', said: 'probability', scale: 'linear', domain: [0, 1.02] },
        series: shown
          ? [
              { name, form: 'bars', colour, x: PHASES, y: shown.probability },
              ...others,
              { name: 'automaton', form: 'dots', x: PHASES, y: shown.truth },
            ]
          : [],
        empty: 'Press Run, or Space.',
      };
    },
  );
  return (
    <ChartFigure
      title="Up by phase"
      unit="probability of +1 in 256 free runs, after the training length"
      name="phases"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `Free runs are up with probabilities ${Array.from(shown.probability, (p) => p.toFixed(2)).join(', ')}; the automaton with ${Array.from(shown.truth, (p) => p.toFixed(2)).join(', ')}.`
          : 'Probabilities of +1 by phase, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Phase', 'Automaton', 'Free runs', 'Spread across runs'],
          rows: shown
            ? PHASES.map((phase, k) => [
                String(phase),
                shown.truth[k]!.toFixed(2),
                shown.probability[k]!.toFixed(3),
                shown.spread[k]!.toFixed(3),
              ])
            : [],
        };
      }}
    />
  );
}
