import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { StripSnapshot } from '../snapshots.ts';

/** Standard deviation that is drawn as full ink. */
const FULL = 0.4;

/** Clean, noisy and denoised images, and how sure the posterior is of each pixel. */
export function Strip({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.strip as StripSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const { side, count, clean, noisy, estimate, sd } = shown;
    const of = (values: Float64Array, scale = 1) =>
      Array.from({ length: count }, (_, k) => ({
        values: values.subarray(k * side * side, (k + 1) * side * side).map((value) => value * scale),
        width: side,
        height: side,
        label: '',
      }));
    return {
      columns: count,
      rows: ['clean', 'noisy', 'denoised', ...(sd ? ['deviation'] : [])],
      top: 1,
      images: [...of(clean), ...of(noisy), ...of(estimate), ...(sd ? of(sd, 1 / FULL) : [])],
    };
  });
  const errorOf = (values: Float64Array, clean: Float64Array) =>
    Math.sqrt(values.reduce((sum, value, k) => sum + (value - clean[k]!) ** 2, 0) / clean.length);
  return (
    <ChartFigure
      title="Eight of the images"
      unit={`posterior deviation: full ink is ${FULL}`}
      name="strip"
      mount={mountRaster}
      source={source}
      height="clamp(180px, 52cqi, 360px)"
      summary={() => {
        const shown = now();
        return shown
          ? `Root mean squared error ${errorOf(shown.noisy, shown.clean).toFixed(3)} before and ${errorOf(shown.estimate, shown.clean).toFixed(3)} after, over the images shown.`
          : 'Noisy and denoised images, once something has run.';
      }}
      table={() => {
        const shown = now();
        const pixels = shown ? shown.side ** 2 : 1;
        return {
          head: ['Image', 'Error before', 'Error after'],
          rows: Array.from({ length: shown?.count ?? 0 }, (_, k) => {
            const part = (values: Float64Array) => values.subarray(k * pixels, (k + 1) * pixels);
            const clean = part(shown!.clean);
            return [
              String(k + 1),
              errorOf(part(shown!.noisy), clean).toFixed(3),
              errorOf(part(shown!.estimate), clean).toFixed(3),
            ];
          }),
        };
      }}
    />
  );
}
