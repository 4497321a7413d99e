import { useState } from 'react';
import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { TimeSlider } from '../../../../ui/time-slider.tsx';
import type { EdgesSnapshot } from './edges.tsx';
import { splat } from './splat.ts';

/** Source, target, and the image the plan makes on the way between them. */
export function Displacement({ picture, facts, name }: ViewProps) {
  const [time, setTime] = useState(0.5);
  const source = useDerived(picture, (now): RasterData => {
    const width = Number(facts.width ?? 1);
    const height = Number(facts.height ?? 1);
    const edges = now?.snapshots.edges as EdgesSnapshot | undefined;
    const empty = new Float32Array(width * height);
    return {
      images: [
        { values: (facts.source as Float32Array | undefined) ?? empty, width, height, label: 'source' },
        { values: edges ? splat(edges, time, width, height) : empty, width, height, label: `at ${time.toFixed(2)}` },
        { values: (facts.target as Float32Array | undefined) ?? empty, width, height, label: 'target' },
      ],
    };
  });
  return (
    <div>
      <ChartFigure
        title="On the way"
        unit="moved along the plan"
        name="displacement"
        mount={mountRaster}
        source={source}
        height={300}
        summary={() => `${name}: source, the displaced mass at time ${time.toFixed(2)}, and target.`}
        table={() => ({
          head: ['Image', 'Mass'],
          rows: source.get().images.map((image) => [
            image.label,
            Array.from(image.values)
              .reduce((sum, v) => sum + v, 0)
              .toFixed(4),
          ]),
        })}
      />
      <TimeSlider time={time} onTime={setTime} />
    </div>
  );
}
