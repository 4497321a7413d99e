import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { VariancesSnapshot } from '../snapshots.ts';

const share = (values: Float64Array): Float64Array => {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? values.map((value) => value / most) : values;
};

/** Prior variances by row and by column, against the rows and columns that are in use. */
export function Variances({ picture, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.variances as VariancesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const N = shown?.first.length ?? 0;
    const side = (values: Float64Array, used: Uint8Array, from: number, real: boolean) => {
      const kept = Array.from(values.keys()).filter((k) => (used[k] === 1) === real);
      return { x: kept.map((k) => from + k + 1), y: kept.map((k) => share(values)[k]!) };
    };
    const both = (real: boolean) => {
      if (!shown) return { x: [], y: [] };
      const a = side(shown.first, shown.rows, 0, real);
      const b = side(shown.second, shown.columns, N + 1, real);
      return { x: [...a.x, ...b.x], y: [...a.y, ...b.y] };
    };
    return {
      x: { label: 'rows of x, then its columns', scale: 'linear', domain: [0.4, 2 * N + 1.6] },
      y: { label: '', said: 'variance', scale: 'linear', domain: [0, 1.05] },
      series: shown
        ? [
            { name: 'in use', form: 'bars', colour, ...both(true) },
            { name: 'not in use', form: 'bars', ...both(false) },
          ]
        : [],
      lines: shown ? [{ axis: 'x', at: N + 1, label: 'columns' }] : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Prior variances"
      unit="γ₁ and γ₂ of the first trial, shares of their largest"
      name="variances"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        if (!shown) return 'Prior variances, once something has run.';
        const kept = (values: Float64Array) => values.filter((value) => value > 0).length;
        return `${kept(shown.first)} rows and ${kept(shown.second)} columns are kept; ${shown.rows.reduce((a, b) => a + b, 0)} and ${shown.columns.reduce((a, b) => a + b, 0)} are in use${shown.factored ? '' : '. This method has no factors: the largest variance of each row and column'}.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Number', 'Row', 'Row in use', 'Column', 'Column in use'],
          rows: Array.from(shown?.first ?? [], (value, k) => [
            String(k + 1),
            formatNumber(value, 3),
            shown!.rows[k] === 1 ? 'yes' : 'no',
            formatNumber(shown!.second[k]!, 3),
            shown!.columns[k] === 1 ? 'yes' : 'no',
          ]),
        };
      }}
    />
  );
}
