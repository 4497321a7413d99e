import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { LayersSnapshot } from '../snapshots.ts';

/** What each layer's divergence allows the gap to be, with the gap that simulated training sets have. */
export function Bounds({ picture }: ViewProps) {
  const layers = () => picture.get()?.snapshots.layers as LayersSnapshot | undefined;
  const source = useDerived(picture, (now): PlotData => {
    const shown = now?.snapshots.layers as LayersSnapshot | undefined;
    const x = shown ? shown.widths.map((_, l) => l + 1) : [];
    const noisy = shown?.contracted.some((value, l) => value < shown.bounds[l]! - 1e-12) ?? false;
    return {
      x: { label: 'layer', scale: 'linear' },
      y: { label: 'share of examples', scale: 'linear' },
      series: shown
        ? [
            { name: 'bound', form: 'lineDots', colour: 1, x, y: shown.bounds },
            ...(noisy ? [{ name: 'with noise', form: 'lineDots' as const, colour: 4, x, y: shown.contracted }] : []),
          ]
        : [],
      lines: shown ? [{ axis: 'y', at: shown.gap, label: `measured gap ${formatNumber(shown.gap, 2)}` }] : [],
    };
  });
  return (
    <ChartFigure
      title="What the gap can be"
      unit="½ √(2 KL), 0-1 loss"
      name="bounds"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = layers();
        return shown
          ? `The rule errs ${formatNumber(shown.gap, 3)} more on new examples than on its own; the last layer allows ${formatNumber(shown.contracted.at(-1)!, 3)}.`
          : 'Bounds on the generalisation gap by layer, once something has run.';
      }}
      table={() => {
        const shown = layers();
        return {
          head: ['Layer', 'Bound', 'With noise', 'Measured gap'],
          rows: shown
            ? shown.widths.map((_, l) => [
                String(l + 1),
                formatNumber(shown.bounds[l]!),
                formatNumber(shown.contracted[l]!),
                formatNumber(shown.gap),
              ])
            : [],
        };
      }}
    />
  );
}
