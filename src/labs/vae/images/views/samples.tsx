import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { type ImagesAnswer, imageAt, isBright, read } from './shapes.ts';

/** Images decoded from draws of the prior, the same draws throughout the run. */
export function Samples({ picture, facts }: ViewProps) {
  const now = () => read<ImagesAnswer>(picture, 'samples');
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    return {
      columns: 8,
      top: 1,
      bright: isBright(facts),
      images: shown ? Array.from({ length: shown.count }, (_, k) => imageAt(shown.images, shown, k)) : [],
    };
  });
  return (
    <ChartFigure
      title="Samples"
      unit="decoded from the same draws of the prior all along"
      name="samples"
      mount={mountRaster}
      source={source}
      height="clamp(120px, 50cqi, 260px)"
      summary={() => {
        const shown = now();
        return shown
          ? `${shown.count} images sampled from the model.`
          : 'Images sampled from the model, once something has run.';
      }}
      table={() => {
        const shown = now();
        const pixels = shown ? shown.width * shown.height : 1;
        return {
          head: ['Sample', 'Mean grey level'],
          rows: Array.from({ length: shown?.count ?? 0 }, (_, k) => [
            String(k + 1),
            (
              shown!.images.subarray(k * pixels, (k + 1) * pixels).reduce((sum, value) => sum + value, 0) / pixels
            ).toFixed(3),
          ]),
        };
      }}
    />
  );
}
