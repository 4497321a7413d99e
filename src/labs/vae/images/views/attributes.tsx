import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { type AttributesSnapshot, imageAt, isBright, read } from './shapes.ts';

/** Every combination of attributes down, the same samples of the rest across. */
export function Attributes({ picture, facts }: ViewProps) {
  const now = () => read<AttributesSnapshot>(picture, 'attributes');
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    const grid = shown?.grid;
    if (!grid) return { images: [] };
    // A column of the snapshot is a setting of the attributes; here it is a row, so that its name has room.
    return {
      columns: shown.rows,
      rows: shown.names,
      top: 1,
      bright: isBright(facts),
      images: shown.names.flatMap((_, c) =>
        Array.from({ length: shown.rows }, (_, r) => imageAt(grid, shown, r * shown.columns + c)),
      ),
    };
  });
  return (
    <ChartFigure
      title="Attributes × samples"
      unit="a row is what was asked for, a column one draw of the rest"
      name="attributes"
      mount={mountRaster}
      source={source}
      height="min(150cqi, 900px)"
      summary={() => {
        const shown = now();
        return shown
          ? `${shown.columns} settings of the attributes, each with the same ${shown.rows} draws of the latent code.`
          : 'Images for every setting of the attributes, once something has run.';
      }}
      table={() => ({ head: ['Row', 'Asked for'], rows: (now()?.names ?? []).map((name, k) => [String(k + 1), name]) })}
    />
  );
}
