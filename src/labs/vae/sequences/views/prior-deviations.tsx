import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PhasesSnapshot } from '../snapshots.ts';

const PHASES = [1, 2, 3];

/** How uncertain the prior is before each phase, a line a latent. */
export function PriorDeviations({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.phases as PhasesSnapshot | undefined;
  const latents = () => {
    const sd = now()?.sd ?? new Float64Array();
    return Array.from({ length: sd.length / 3 }, (_, k) => sd.subarray(3 * k, 3 * k + 3));
  };
  const source = useDerived(
    picture,
    (): PlotData => ({
      x: { label: 'phase', scale: 'linear', domain: [0.5, 3.5] },
      y: { label: '', said: 'deviation', scale: 'linear' },
      series: latents().map((y, k) => ({ name: `z${k + 1}`, form: 'lineDots', colour: k + 1, x: PHASES, y })),
      empty: now() ? 'No latents, no prior.' : 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="The prior before each phase"
      unit="standard deviation of each latent, mean over free runs"
      name="prior-deviations"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() =>
        latents().length > 0
          ? `Before the third phase, where the automaton branches: ${latents()
              .map((y, k) => `z${k + 1} ${y[2]!.toFixed(2)}`)
              .join(', ')}.`
          : 'Deviations of the prior by phase, where there are latents.'
      }
      table={() => ({
        head: ['Phase', ...latents().map((_, k) => `z${k + 1}`)],
        rows: latents().length > 0 ? PHASES.map((p, i) => [String(p), ...latents().map((y) => y[i]!.toFixed(3))]) : [],
      })}
    />
  );
}
