import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SignalSnapshot } from '../snapshots.ts';

/** The first trial's x as drawn and as found, on one scale. */
export function Signal({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.signal as SignalSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const size = { width: shown.N, height: shown.N };
    return {
      images: [
        { values: shown.truth, ...size, label: 'drawn' },
        { values: shown.found, ...size, label: 'found' },
      ],
    };
  });
  const entries = () => {
    const shown = now();
    if (!shown) return [];
    return Array.from(shown.truth, (truth, k) => ({ k, truth, found: shown.found[k]!, N: shown.N })).filter(
      ({ truth, found }) => truth > 0 || found > 0.01,
    );
  };
  return (
    <ChartFigure
      title="The signal and what was found"
      unit="|x| of the first trial, ink is large"
      name="signal"
      mount={mountRaster}
      source={source}
      height="min(60cqi, 300px)"
      summary={() => {
        const all = entries();
        if (all.length === 0) return 'The signal, once something has run.';
        const stray = all.filter(({ truth }) => truth === 0).length;
        return `${all.filter(({ truth }) => truth > 0).length} entries were drawn; ${stray} others are found above 0.01.`;
      }}
      table={() => ({
        head: ['Row', 'Column', 'Drawn', 'Found'],
        rows: entries().map(({ k, truth, found, N }) => [
          String(Math.floor(k / N) + 1),
          String((k % N) + 1),
          truth.toFixed(3),
          found.toFixed(3),
        ]),
      })}
    />
  );
}
