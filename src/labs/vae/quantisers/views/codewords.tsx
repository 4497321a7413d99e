import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CodewordsSnapshot } from '../snapshots.ts';

/** The most used codewords of the first level, as the pixels they decode to. */
export function Codewords({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.codewords as CodewordsSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const { groups, shown: count, words, width, height } = shown;
    return {
      columns: groups === 1 ? 8 : count,
      ...(groups === 1 ? {} : { rows: Array.from({ length: groups }, (_, m) => String(m + 1)) }),
      top: 1,
      images: Array.from({ length: groups * count }, (_, at) => ({
        values: words.subarray(at * width * height, (at + 1) * width * height),
        width,
        height,
        label: '',
      })),
    };
  });
  return (
    <ChartFigure
      title="Codewords"
      unit="of the first level, a row a codebook, the most used first"
      name="codewords"
      mount={mountRaster}
      source={source}
      height="clamp(110px, 40cqi, 260px)"
      summary={() => {
        const shown = now();
        return shown
          ? `${shown.groups} codebook${shown.groups === 1 ? '' : 's'} of ${shown.codes} codewords, ${shown.width} × ${shown.height} pixels each; ${shown.shown} of each are shown.`
          : 'The codewords, once something has run.';
      }}
      table={() => {
        const shown = now();
        const size = shown ? shown.width * shown.height : 1;
        const inkOf = (m: number, rank: number) =>
          shown!.words.subarray((m * shown!.shown + rank) * size, (m * shown!.shown + rank + 1) * size);
        return {
          head: ['Codebook', 'Codeword, by use', 'Mean ink'],
          rows: Array.from({ length: shown ? shown.groups * Math.min(4, shown.shown) : 0 }, (_, k) => {
            const [m, rank] = [Math.floor(k / Math.min(4, shown!.shown)), k % Math.min(4, shown!.shown)];
            const ink = inkOf(m, rank).reduce((sum, value) => sum + value, 0) / size;
            return [String(m + 1), String(rank + 1), ink.toFixed(3)];
          }),
        };
      }}
    />
  );
}
