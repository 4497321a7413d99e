import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { mapOf, meanByColumn } from './map-of.ts';

/** Where the noise is, and where it was found. */
export function NoiseMap({ picture }: ViewProps) {
  const now = () => mapOf(picture);
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const of = (values: Float64Array, label: string) => ({ values, width: shown.side, height: shown.side, label });
    return { images: [of(shown.truth, 'true'), ...(shown.found ? [of(shown.found, 'found')] : [])] };
  });
  return (
    <ChartFigure
      title="The noise, pixel by pixel"
      unit="standard deviation; ink is strong"
      name="noise-map"
      mount={mountRaster}
      source={source}
      height="min(60cqi, 220px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'The true and the estimated noise map, once something has run.';
        return shown.found
          ? 'The true noise map, and the one that was found.'
          : 'The true noise map; this method assumes one strength everywhere.';
      }}
      table={() => {
        const shown = now();
        const [truth, found] = [meanByColumn(shown, 'truth'), meanByColumn(shown, 'found')];
        return {
          head: ['Column of pixels', 'True', 'Found'],
          rows: truth.map((value, c) => [String(c + 1), value.toFixed(3), found[c]?.toFixed(3) ?? '']),
        };
      }}
    />
  );
}
