import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../sequential-snapshots.ts';
import { readPlane } from './read-plane.ts';

/** Rows of an image come from the top, those of the snapshot from the bottom. */
function turned(values: Float64Array, side: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let row = 0; row < side; row++) out.set(values.subarray(row * side, (row + 1) * side), (side - 1 - row) * side);
  return out;
}

/** The maps after each finished task, and now where a task is on its way. */
export function mapsOf({ after, now, task }: PlaneSnapshot): { name: string; values: Float64Array }[] {
  const done = after.map((values, t) => ({ name: `after task ${t + 1}`, values }));
  return after.length > task ? done : [...done, { name: `now, task ${task + 1}`, values: now }];
}

/** The posterior predictive over the plane after each task. */
export function Predictive({ picture }: ViewProps) {
  const source = useDerived(picture, (): RasterData => {
    const shown = readPlane(picture);
    return {
      images: shown
        ? mapsOf(shown).map(({ name, values }) => ({
            values: turned(values, shown.side),
            width: shown.side,
            height: shown.side,
            label: name,
          }))
        : [],
      top: 1,
    };
  });
  return (
    <ChartFigure
      title="What it would answer, anywhere"
      unit="chance of the second class, mean over the draws; ink is 1"
      name="predictive"
      mount={mountRaster}
      source={source}
      height="min(33cqi + 24px, 270px)"
      summary={() => {
        const shown = readPlane(picture);
        return shown
          ? `Chance of the second class on the square from −${shown.reach} to ${shown.reach}: ${mapsOf(shown)
              .map(({ name }) => name)
              .join(', ')}.`
          : 'The predictive probability over the plane after each task, once something has run.';
      }}
      table={() => {
        const shown = readPlane(picture);
        const maps = shown ? mapsOf(shown) : [];
        const cells = shown ? [0.125, 0.375, 0.625, 0.875].map((share) => Math.floor(share * shown.side)) : [];
        const place = (cell: number) => (shown!.reach * ((2 * (cell + 0.5)) / shown!.side - 1)).toFixed(2);
        return {
          head: ['x₁', 'x₂', ...maps.map(({ name }) => name)],
          rows: cells.flatMap((row) =>
            cells.map((col) => [
              place(col),
              place(row),
              ...maps.map(({ values }) => values[row * shown!.side + col]!.toFixed(3)),
            ]),
          ),
        };
      }}
    />
  );
}
