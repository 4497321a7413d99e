import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SupportSnapshot } from '../support-snapshot.ts';
import { readSnapshot } from './read-snapshot.ts';

/** How precisely the prior holds weights at zero: those that are there, and the others. */
export function TurboPrecisions({ picture, colour }: ViewProps) {
  const now = () => readSnapshot<SupportSnapshot>(picture, 'support');
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'log₁₀ ⟨ρ⟩', scale: 'linear' },
      y: { label: '', said: 'weights', scale: 'linear' },
      series:
        shown?.kept && shown.gone
          ? [
              { name: 'there', form: 'bars', colour, x: shown.middles, y: shown.kept },
              { name: 'not there', form: 'bars', x: shown.middles, y: shown.gone },
            ]
          : [],
      empty: shown ? 'Precisions appear with the first update of the support.' : 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Precisions"
      unit="weights by the mean precision of their prior, all layers"
      name="precisions"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        if (!shown?.kept || !shown.gone) return 'Precisions of the weights’ priors, once the support was updated.';
        const middle = (counts: Float64Array) => {
          const half = counts.reduce((sum, one) => sum + one, 0) / 2;
          let sum = 0;
          return 10 ** shown.middles[counts.findIndex((one) => (sum += one) >= half)]!;
        };
        return `The median precision is ${formatNumber(middle(shown.kept), 2)} of weights that are there and ${formatNumber(middle(shown.gone), 2)} of the others.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['log₁₀ ⟨ρ⟩', 'There', 'Not there'],
          rows: Array.from(shown?.kept ? shown.middles : [], (middle, k) => [
            middle.toFixed(2),
            String(shown!.kept![k]),
            String(shown!.gone![k]),
          ]),
        };
      }}
    />
  );
}
