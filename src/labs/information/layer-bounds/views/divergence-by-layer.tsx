import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { LayersSnapshot } from '../snapshots.ts';

/** The divergence between what a layer sees in training and in testing: simulated as bars, in closed form as dots. */
export function DivergenceByLayer({ picture, colour }: ViewProps) {
  const layers = () => picture.get()?.snapshots.layers as LayersSnapshot | undefined;
  const source = useDerived(picture, (now): PlotData => {
    const shown = now?.snapshots.layers as LayersSnapshot | undefined;
    const x = shown ? shown.widths.map((_, l) => l + 1) : [];
    const said = (values: ArrayLike<number>) =>
      x.map((l) => `layer ${l}, rank ${shown!.ranks[l - 1]}: ${formatNumber(values[l - 1]!, 3)}`);
    return {
      x: { label: 'layer', scale: 'linear' },
      y: { label: shown?.quantity === 'w2' ? '*W*₂², squared units' : 'KL, nats', scale: 'linear' },
      series: shown
        ? [
            { name: 'simulated', form: 'bars', colour, x, y: shown.measured, labels: said(shown.measured) },
            { name: 'closed form', form: 'dots', colour: 4, x, y: shown.closed, labels: said(shown.closed) },
          ]
        : [],
    };
  });
  return (
    <ChartFigure
      title="Train against test, layer by layer"
      name="divergence-by-layer"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = layers();
        return shown
          ? `Over ${shown.draws} simulated training sets the divergence is ${Array.from(shown.measured, (v) => formatNumber(v, 3)).join(', ')} from the first layer to the last.`
          : 'The divergence between training and test features at each layer, once something has run.';
      }}
      table={() => {
        const shown = layers();
        return {
          head: ['Layer', 'Width', 'Rank', 'Simulated', 'Closed form'],
          rows: shown
            ? shown.widths.map((width, l) => [
                String(l + 1),
                String(width),
                String(shown.ranks[l]),
                formatNumber(shown.measured[l]!),
                formatNumber(shown.closed[l]!),
              ])
            : [],
        };
      }}
    />
  );
}
