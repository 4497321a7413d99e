import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CurvesSnapshot } from '../snapshots.ts';

/** Accuracy against the mixture: measured at two sizes, foretold, and true. */
export function Curves({ picture, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.curves as CurvesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const axes = {
      x: { label: 'share of the first source', scale: 'linear', domain: [0, 1] as const },
      y: { label: '', said: 'accuracy', scale: 'linear' },
    } as const;
    if (!shown) return { ...axes, series: [], empty: 'Press Run, or Space.' };
    const [n0, n1, n] = shown.sizes;
    const measured = (values: Float64Array) => Array.from(shown.fittedAt, (k) => values[k]!);
    const x = Array.from(shown.fittedAt, (k) => shown.shares[k]!);
    return {
      ...axes,
      series: [
        { name: `true, n = ${n}`, form: 'line', dashed: true, x: shown.shares, y: shown.truth },
        { name: 'forecast', form: 'lineDots', colour, x: shown.shares, y: shown.forecast },
        { name: `measured, n = ${n1}`, form: 'dots', colour: 4, x, y: measured(shown.large) },
        { name: `measured, n = ${n0}`, form: 'dots', colour: 5, x, y: measured(shown.small) },
      ],
    };
  });
  return (
    <ChartFigure
      title="Accuracy by mixture"
      unit="share of validation points classified rightly"
      name="curves"
      mount={mountPlot}
      source={source}
      height={320}
      summary={() => {
        const shown = now();
        if (!shown) return 'Accuracy of mixtures, measured and foretold, once something has run.';
        const error = shown.truth.reduce((sum, value, k) => sum + Math.abs(value - shown.forecast[k]!), 0);
        return `The forecast at n = ${shown.sizes[2]} is off by ${(error / shown.truth.length).toFixed(3)} in the mean.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Share', 'At n₀', 'At n₁', 'Forecast', 'True'],
          rows: shown
            ? Array.from(shown.shares, (share, k) => [
                share.toFixed(3),
                ...[shown.small, shown.large, shown.forecast, shown.truth].map((values) => values[k]!.toFixed(3)),
              ])
            : [],
        };
      }}
    />
  );
}
