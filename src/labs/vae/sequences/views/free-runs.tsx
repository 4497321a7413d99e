import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { RunsSnapshot } from '../snapshots.ts';

/** Training sequences beside what the network generates by itself: a row a sequence, a column a step. */
export function FreeRuns({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.runs as RunsSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const { training, trainingSteps, free, freeSteps, rows } = shown;
    const of = (values: Float64Array, width: number, label: string) => ({
      values: values.map((x) => (x + 1) / 2),
      width,
      height: rows,
      label,
    });
    return {
      top: 1,
      columns: 1,
      images: [of(training, trainingSteps, 'training'), of(free, freeSteps, `free runs, steps 1 to ${freeSteps}`)],
    };
  });
  const shareUp = (values: Float64Array, width: number, phase: number) => {
    const own = values.filter((_, k) => (k % width) % 3 === phase);
    return own.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0) / own.length;
  };
  return (
    <ChartFigure
      title="Training sequences and free runs"
      unit="a row a sequence, steps to the right; ink is +1"
      name="free-runs"
      mount={mountRaster}
      source={source}
      height="min(56cqi, 330px)"
      summary={() => {
        const shown = now();
        return shown
          ? `${shown.rows} training sequences of ${shown.trainingSteps} steps and as many free runs of ${shown.freeSteps}; at the third phase ${(100 * shareUp(shown.free, shown.freeSteps, 2)).toFixed(0)} of 100 predictions are up.`
          : 'Training sequences and free runs, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Phase', 'Up in training', 'Up in these free runs'],
          rows: shown
            ? [0, 1, 2].map((phase) => [
                String(phase + 1),
                shareUp(shown.training, shown.trainingSteps, phase).toFixed(2),
                shareUp(shown.free, shown.freeSteps, phase).toFixed(2),
              ])
            : [],
        };
      }}
    />
  );
}
