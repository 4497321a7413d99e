import { type CloudData, mountCloud } from '../../../../charts/cloud.ts';
import { formatNumber } from '../../../../charts/format.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.plane as PlaneSnapshot | undefined;

/** Held-out points and samples of the model: z from the prior, decoded, with the decoder's noise. */
export function Cloud({ picture, name }: ViewProps) {
  const source = useDerived(picture, (): CloudData => {
    const shown = read(picture);
    const [left, right, bottom, top] = (shown?.bounds ?? [-3, 3, -3, 3]) as [number, number, number, number];
    return {
      source: shown?.data ?? [],
      target: shown?.samples ?? [],
      edges: { from: [], to: [], mass: [] },
      time: 0,
      showEdges: false,
      domain: [
        [left, right],
        [bottom, top],
      ],
    };
  });
  const outside = () => {
    const shown = read(picture);
    const [left, right, bottom, top] = (shown?.bounds ?? [0, 0, 0, 0]) as [number, number, number, number];
    let count = 0;
    for (let k = 0; k < (shown?.samples.length ?? 0); k += 2) {
      const [x, y] = [shown!.samples[k]!, shown!.samples[k + 1]!];
      if (x < left || x > right || y < bottom || y > top) count++;
    }
    return count;
  };
  return (
    <ChartFigure
      title="Data and samples"
      unit="● held-out points, ○ samples of the model"
      name="samples"
      mount={mountCloud}
      source={source}
      height="calc(100cqi + 14px)"
      summary={() =>
        read(picture)
          ? `${name} at step ${picture.get()?.step ?? 0}: held-out points and samples; ${outside()} samples lie outside of the picture.`
          : 'Held-out points and samples, once something has run.'
      }
      table={() => {
        const shown = read(picture);
        const rows = (side: string, points: Float32Array) =>
          Array.from({ length: points.length / 2 }, (_, i) => [
            side,
            formatNumber(points[2 * i]!, 3),
            formatNumber(points[2 * i + 1]!, 3),
          ]);
        return {
          head: ['Side', 'x', 'y'],
          rows: shown ? [...rows('held out', shown.data), ...rows('sample', shown.samples)] : [],
        };
      }}
    />
  );
}
