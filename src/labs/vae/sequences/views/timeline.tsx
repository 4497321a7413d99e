import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { TimelineSnapshot } from '../snapshots.ts';

/** Where in a training sequence the posterior needs what the prior does not know. */
export function Timeline({ picture, colour }: ViewProps) {
  const now = () => {
    const shown = picture.get()?.snapshots.timeline as TimelineSnapshot | undefined;
    return shown && shown.latents > 0 ? shown : undefined;
  };
  const source = useDerived(picture, (): PlotData => {
    const kl = now()?.kl ?? new Float64Array();
    const x = Array.from(kl, (_, t) => t + 1);
    const third = x.filter((t) => t % 3 === 0);
    return {
      x: { label: 'step of the sequence', scale: 'linear' },
      y: { label: '', said: 'KL', scale: 'linear' },
      series:
        kl.length > 0
          ? [
              { name: '', form: 'line', faint: true, x, y: kl },
              { name: 'up or down by chance', form: 'dots', colour, x: third, y: third.map((t) => kl[t - 1]!) },
            ]
          : [],
      empty: picture.get() ? 'No latents, no KL.' : 'Press Run, or Space.',
    };
  });
  const share = ({ kl }: TimelineSnapshot) => {
    const of = (keep: (t: number) => boolean) => kl.reduce((sum, value, t) => sum + (keep(t) ? value : 0), 0);
    return of((t) => t % 3 === 2) / of(() => true);
  };
  return (
    <ChartFigure
      title="KL along the sequence"
      unit="nats a latent, mean of the training sequences"
      name="timeline"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const shown = now();
        return shown
          ? `${(100 * share(shown)).toFixed(0)} % of the KL is paid at the third phase, where the automaton branches.`
          : 'The KL by step, where there are latents.';
      }}
      table={() => ({
        head: ['Step', 'KL', 'Squared error, halved'],
        rows: Array.from(now()?.kl ?? [], (value, t) => [
          String(t + 1),
          value.toFixed(4),
          now()!.reconstruction[t]!.toFixed(4),
        ]),
      })}
    />
  );
}
