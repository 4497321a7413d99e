import { type CloudData, mountCloud } from '../../../../charts/cloud.ts';
import { formatNumber } from '../../../../charts/format.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

/** The moving points over the cloud they are to become. */
export function FlowCloud({ picture, facts, name }: ViewProps) {
  const now = () =>
    (picture.get()?.snapshots.points as { points: Float32Array } | undefined)?.points ??
    (facts.start as Float32Array | undefined) ??
    new Float32Array(0);
  const source = useDerived(
    picture,
    (): CloudData => ({
      source: now(),
      target: (facts.target as Float32Array | undefined) ?? new Float32Array(0),
      edges: { from: [], to: [], mass: [] },
      time: 0,
      showEdges: false,
    }),
  );
  return (
    <ChartFigure
      title="Points and target"
      unit="● points, ○ target"
      name="flow"
      mount={mountCloud}
      source={source}
      height="calc(100cqi + 14px)"
      summary={() => {
        const points = now();
        const right = points.filter((v, k) => k % 2 === 0 && v > 0).length;
        return `${name} at step ${picture.get()?.step ?? 0}: ${right} of ${points.length / 2} points are right of the middle.`;
      }}
      table={() => {
        const points = now();
        return {
          head: ['Point', 'x', 'y'],
          rows: Array.from({ length: points.length / 2 }, (_, i) => [
            i + 1,
            formatNumber(points[2 * i]!, 3),
            formatNumber(points[2 * i + 1]!, 3),
          ]),
        };
      }}
    />
  );
}
