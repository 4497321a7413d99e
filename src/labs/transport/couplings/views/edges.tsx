import { useState } from 'react';
import { type CloudData, mountCloud } from '../../../../charts/cloud.ts';
import { formatNumber } from '../../../../charts/format.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { TimeSlider } from '../../../../ui/time-slider.tsx';

export interface EdgesSnapshot {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly mass: Float32Array;
}

const interleave = (first: Float32Array | undefined, second: Float32Array | undefined) =>
  Float32Array.from({ length: 2 * (first?.length ?? 0) }, (_, k) => (k % 2 === 0 ? first! : second!)[k >> 1]!);

/** Source and target points with the heaviest entries of the plan between them, and the mass on its way. */
export function Edges({ picture, facts, name }: ViewProps) {
  const [time, setTime] = useState(0);
  const source = useDerived(picture, (now): CloudData => {
    const edges = now?.snapshots.edges as EdgesSnapshot | undefined;
    return {
      source: edges?.x ?? interleave(facts.sourceX as Float32Array, facts.sourceY as Float32Array),
      target: edges?.y ?? interleave(facts.targetX as Float32Array, facts.targetY as Float32Array),
      sourceWeights: edges?.a ?? (facts.sourceWeights as Float32Array) ?? [],
      targetWeights: edges?.b ?? (facts.targetWeights as Float32Array) ?? [],
      edges: { from: edges?.from ?? [], to: edges?.to ?? [], mass: edges?.mass ?? [] },
      time,
      showEdges: true,
    };
  });
  return (
    <div>
      <ChartFigure
        title="Source and target"
        unit="● source, ○ target, lines by mass"
        name="edges"
        mount={mountCloud}
        source={source}
        height="calc(100cqi + 14px)"
        summary={() => {
          const edges = picture.get()?.snapshots.edges as EdgesSnapshot | undefined;
          return edges
            ? `${name}: the ${edges.mass.length} heaviest entries of the plan, as lines between ${edges.a.length} source and ${edges.b.length} target points.`
            : 'Source and target points.';
        }}
        table={() => {
          const edges = picture.get()?.snapshots.edges as EdgesSnapshot | undefined;
          return {
            head: ['From', 'To', 'Mass'],
            rows: Array.from(edges?.mass ?? [], (mass, k) => [
              edges!.from[k]! + 1,
              edges!.to[k]! + 1,
              formatNumber(mass),
            ]),
          };
        }}
      />
      <TimeSlider time={time} onTime={setTime} />
    </div>
  );
}
