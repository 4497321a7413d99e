import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { imageAt, isBright, type PicturesSnapshot, read } from './shapes.ts';

/** Held-out images, what comes back of them, and what is missing. */
export function Reconstructions({ picture, facts }: ViewProps) {
  const now = () => read<PicturesSnapshot>(picture, 'reconstructions');
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const of = (images: Float32Array) => Array.from({ length: shown.count }, (_, k) => imageAt(images, shown, k));
    const error = shown.outputs.map((value, k) => Math.abs(value - shown.inputs[k]!));
    return {
      columns: shown.count,
      rows: ['input', 'output', 'difference'],
      top: 1,
      bright: isBright(facts),
      images: [...of(shown.inputs), ...of(shown.outputs), ...of(error)],
    };
  });
  const errorOf = () => {
    const shown = now();
    if (!shown) return null;
    return shown.inputs.reduce((sum, value, k) => sum + (shown.outputs[k]! - value) ** 2, 0) / shown.inputs.length;
  };
  return (
    <ChartFigure
      title="Reconstructions"
      unit="held-out images, decoded from the mean of their posterior"
      name="reconstructions"
      mount={mountRaster}
      source={source}
      height="clamp(150px, 40cqi, 300px)"
      summary={() => {
        const error = errorOf();
        return error === null
          ? 'Held-out images and their reconstructions, once something has run.'
          : `Ten held-out images and their reconstructions; the mean squared error of a pixel is ${error.toPrecision(3)}.`;
      }}
      table={() => {
        const shown = now();
        const pixels = shown ? shown.width * shown.height : 1;
        return {
          head: ['Image', 'Mean squared error'],
          rows: Array.from({ length: shown?.count ?? 0 }, (_, k) => {
            const at = (values: Float32Array) => values.subarray(k * pixels, (k + 1) * pixels);
            const [input, output] = [at(shown!.inputs), at(shown!.outputs)];
            return [
              String(k + 1),
              (input.reduce((sum, value, p) => sum + (output[p]! - value) ** 2, 0) / pixels).toPrecision(3),
            ];
          }),
        };
      }}
    />
  );
}
