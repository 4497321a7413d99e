import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { WeightsSnapshot } from '../snapshots.ts';

/** The weights of the first hidden layer: a row a neuron, blank where nothing is left. */
export function Weights({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.weights as WeightsSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    return {
      images: shown
        ? [{ values: shown.values, width: shown.inputs, height: shown.outputs, label: 'a row a neuron' }]
        : [],
    };
  });
  const kept = ({ values, inputs }: WeightsSnapshot, g: number) =>
    values.subarray(g * inputs, (g + 1) * inputs).reduce((count, value) => count + Number(value > 0), 0);
  return (
    <ChartFigure
      title="Weights of the first layer"
      unit="|weight|, ink is large"
      name="weights"
      mount={mountRaster}
      source={source}
      height="min(130cqi, 420px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'Weights of the first hidden layer, once something has run.';
        const all = shown.values.reduce((count, value) => count + Number(value > 0), 0);
        const pattern = shown.M > 0 ? ` Pattern ${shown.N}:${shown.M}.` : '';
        return `${all} of ${shown.values.length} weights are left.${pattern}`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Neuron', 'Weights left'],
          rows: shown ? Array.from({ length: shown.outputs }, (_, g) => [String(g + 1), String(kept(shown, g))]) : [],
        };
      }}
    />
  );
}
