import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { MasksSnapshot } from '../snapshots.ts';

/** The table of items turned on its side: a column an item, the most popular at the left. */
export function Masks({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.masks as MasksSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const { values, width, items } = shown;
    const turned = new Float64Array(values.length);
    for (let i = 0; i < items; i++) for (let k = 0; k < width; k++) turned[k * items + i] = values[i * width + k]!;
    return {
      images: [
        { values: turned, width: items, height: width, label: 'popular items at the left, rare ones at the right' },
      ],
    };
  });
  const density = ({ values, width }: MasksSnapshot, from: number, to: number) =>
    values.subarray(from * width, to * width).reduce((sum, value) => sum + Number(value > 0), 0) /
    ((to - from) * width);
  return (
    <ChartFigure
      title="Entries of the item table"
      unit="|value|, ink is large; a column an item"
      name="masks"
      mount={mountRaster}
      source={source}
      height="min(16cqi, 110px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'The table of items, once something has run.';
        const half = Math.floor(shown.items / 2);
        return `${(100 * density(shown, 0, half)).toFixed(0)} % of the entries of the popular half exist, ${(100 * density(shown, half, shown.items)).toFixed(0)} % of the rare half.`;
      }}
      table={() => {
        const shown = now();
        const fifths = [0, 1, 2, 3, 4];
        return {
          head: ['Items by popularity', 'Density'],
          rows: shown
            ? fifths.map((k) => {
                const [from, to] = [Math.floor((k * shown.items) / 5), Math.floor(((k + 1) * shown.items) / 5)];
                return [`${from + 1} to ${to}`, density(shown, from, to).toFixed(3)];
              })
            : [],
        };
      }}
    />
  );
}
