import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { readMeans } from './read-means.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Mean change of the weights that were surest and least sure: the upper and lower half. */
function halves(certainty: Float64Array, change: Float64Array): { sure: number; unsure: number } {
  const order = Array.from(certainty.keys()).sort((a, b) => certainty[a]! - certainty[b]!);
  const middle = order.length >> 1;
  const of = (part: readonly number[]) => mean(part.map((k) => change[k]!));
  return { unsure: of(order.slice(0, middle)), sure: of(order.slice(middle)) };
}

/** Metaplasticity: a dot a weight, how sure it was when the task began and how far its field has moved since. */
export function Certainty({ picture, colour }: ViewProps) {
  const begun = () => {
    const shown = readMeans(picture);
    return shown && shown.certainty.length > 1 ? shown : undefined;
  };
  const source = useDerived(picture, (): PlotData => {
    const shown = begun();
    return {
      x: { label: '|m| when the task began', scale: 'linear', domain: [0, 1.02] },
      y: { label: '', said: '|Δθ|', scale: 'linear' },
      series: shown ? [{ name: '', form: 'dots', colour, x: shown.certainty, y: shown.change }] : [],
      empty: 'Dots from the second task on.',
    };
  });
  return (
    <ChartFigure
      title="Sure weights, and how far they move"
      unit="|Δθ| since the task began"
      name="certainty"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = begun();
        if (!shown) return 'Certainty of each weight against its change in the task, from the second task on.';
        const { sure, unsure } = halves(shown.certainty, shown.change);
        return `Since the task began the less sure half of the weights has moved by ${unsure.toFixed(2)} on average, the surer half by ${sure.toFixed(2)}.`;
      }}
      table={() => {
        const shown = begun();
        return {
          head: ['|m| when the task began', '|Δθ|'],
          rows: Array.from(shown?.certainty ?? [], (m, k) => [m.toFixed(3), shown!.change[k]!.toFixed(3)]),
        };
      }}
    />
  );
}
