import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { StripSnapshot } from '../snapshots.ts';

/** Test images, what the decoder makes of their numbers, and where it errs. */
export function Reconstructions({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.strip as StripSnapshot | undefined;
  const errorsOf = ({ images, decoded }: StripSnapshot) => images.map((value, k) => Math.abs(value - decoded[k]!));
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const { side, count, images, decoded } = shown;
    const of = (values: Float64Array) =>
      Array.from({ length: count }, (_, k) => ({
        values: values.subarray(k * side * side, (k + 1) * side * side),
        width: side,
        height: side,
        label: '',
      }));
    return {
      columns: count,
      rows: ['image', 'decoded', 'error'],
      top: 1,
      images: [...of(images), ...of(decoded), ...of(errorsOf(shown))],
    };
  });
  const squares = () => {
    const shown = now();
    if (!shown) return [];
    const pixels = shown.side ** 2;
    const errors = errorsOf(shown);
    return Array.from(
      { length: shown.count },
      (_, k) => errors.subarray(k * pixels, (k + 1) * pixels).reduce((sum, value) => sum + value ** 2, 0) / pixels,
    );
  };
  return (
    <ChartFigure
      title="Eight test images"
      unit="ink from 0 to 1"
      name="reconstructions"
      mount={mountRaster}
      source={source}
      height="clamp(150px, 40cqi, 300px)"
      summary={() => {
        const each = squares();
        return each.length > 0
          ? `Mean squared error of a pixel from ${Math.min(...each).toFixed(4)} to ${Math.max(...each).toFixed(4)} over the images shown.`
          : 'Images and what they are decoded as, once something has run.';
      }}
      table={() => ({
        head: ['Image', 'Mean squared error'],
        rows: squares().map((value, k) => [String(k + 1), value.toFixed(4)]),
      })}
    />
  );
}
