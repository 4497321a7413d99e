import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CurveSnapshot } from '../snapshots.ts';

/** How many different things T says at each β: a staircase whose steps are the phase transitions. */
export function Letters({ picture, facts, colour }: ViewProps) {
  const critical = facts.criticalBeta as number;
  const read = () => picture.get()?.snapshots.curve as CurveSnapshot | undefined;
  const source = useDerived(picture, (now): PlotData => {
    const curve = now?.snapshots.curve as CurveSnapshot | undefined;
    return {
      x: { label: 'β', scale: 'log' },
      y: { label: 'letters', scale: 'linear' },
      series: curve ? [{ name: '', form: 'lineDots', colour, x: curve.beta, y: curve.letters }] : [],
      lines:
        Number.isFinite(critical) && curve
          ? [{ axis: 'x', at: critical, label: `β = 1/ρ² = ${formatNumber(critical, 3)}` }]
          : [],
    };
  });
  return (
    <ChartFigure
      title="Phase transitions"
      unit="letters of T that differ in what they say about Y"
      name="letters"
      mount={mountPlot}
      source={source}
      height={230}
      summary={() => {
        const curve = read();
        return curve && curve.beta.length > 0
          ? `From ${curve.letters[0]} letters at β ${formatNumber(curve.beta[0]!, 3)} to ${curve.letters.at(-1)} at ${formatNumber(curve.beta.at(-1)!, 3)}; theory has T constant a local minimum below ${formatNumber(critical, 3)}.`
          : 'Letters in use against β, once something has run.';
      }}
      table={() => {
        const curve = read();
        return {
          head: ['β', 'Letters'],
          rows: curve ? Array.from(curve.beta, (beta, k) => [formatNumber(beta), String(curve.letters[k])]) : [],
        };
      }}
    />
  );
}
