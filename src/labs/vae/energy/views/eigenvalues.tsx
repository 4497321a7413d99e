import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CouplingsSnapshot } from '../snapshots.ts';

/** Eigenvalues of I − Φ: one solution is promised where all are positive. */
export function Eigenvalues({ picture, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.couplings as CouplingsSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'eigenvalue, the largest first', scale: 'linear' },
      y: { label: '', said: 'value', scale: 'linear' },
      series: shown
        ? [
            {
              name: 'I − Φ',
              form: 'dots',
              colour,
              x: Array.from(shown.eigenvalues, (_, k) => k + 1),
              y: shown.eigenvalues,
            },
          ]
        : [],
      lines: shown ? [{ axis: 'y', at: shown.margin, label: `m = ${formatNumber(shown.margin, 2)}` }] : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Eigenvalues of I − Φ"
      unit="all above m: exactly one solution"
      name="eigenvalues"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        return shown
          ? `The couplings are ${shown.weights}: eigenvalues from ${formatNumber(shown.eigenvalues.at(-1)!, 3)} to ${formatNumber(shown.eigenvalues[0]!, 3)}.`
          : 'Eigenvalues of I − Φ, once something has run.';
      }}
      table={() => ({
        head: ['Number', 'Eigenvalue'],
        rows: Array.from(now()?.eigenvalues ?? [], (value, k) => [String(k + 1), formatNumber(value, 4)]),
      })}
    />
  );
}
