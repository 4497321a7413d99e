import { formatNumber } from '../../../../charts/format.ts';
import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.plane as PlaneSnapshot | undefined;
const BLOCKS = 8;

/** The density of the data, smoothed by the decoder's noise, beside that of the model: all of ∫ p(z) p(x|z) dz. */
export function Density({ picture }: ViewProps) {
  const source = useDerived(picture, (): RasterData => {
    const shown = read(picture);
    if (!shown) return { images: [] };
    const size = { width: shown.side, height: shown.side };
    return {
      images: [
        { values: shown.smoothed, ...size, label: 'data, smoothed' },
        { values: shown.model, ...size, label: 'model' },
      ],
    };
  });
  /** Half the sum of absolute differences: the share of probability at the wrong place. */
  const misplaced = (shown: PlaneSnapshot) => {
    const pixel = ((shown.bounds[1]! - shown.bounds[0]!) / shown.side) ** 2;
    return 0.5 * pixel * shown.model.reduce((sum, value, k) => sum + Math.abs(value - shown.smoothed[k]!), 0);
  };
  return (
    <ChartFigure
      title="Density"
      unit="darker is denser, both on one scale"
      name="density"
      mount={mountRaster}
      source={source}
      height="calc(50cqi + 24px)"
      summary={() => {
        const shown = read(picture);
        return shown
          ? `The densities of data and model differ by ${formatNumber(100 * misplaced(shown), 2)} % of the probability.`
          : 'The densities of data and model, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        const block = shown ? shown.side / BLOCKS : 1;
        const mean = (values: Float32Array, row: number, col: number) => {
          let sum = 0;
          for (let r = 0; r < block; r++)
            for (let c = 0; c < block; c++) sum += values[(row * block + r) * shown!.side + col * block + c]!;
          return formatNumber(sum / block ** 2, 2);
        };
        return {
          head: ['Row from the top', 'Column', 'Data', 'Model'],
          rows: shown
            ? Array.from({ length: BLOCKS ** 2 }, (_, k) => {
                const [row, col] = [Math.floor(k / BLOCKS), k % BLOCKS];
                return [row + 1, col + 1, mean(shown.smoothed, row, col), mean(shown.model, row, col)];
              })
            : [],
        };
      }}
    />
  );
}
