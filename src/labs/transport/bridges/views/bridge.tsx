import { useState } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountVectorField, type VectorFieldData } from '../../../../charts/vector-field.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { TimeSlider } from '../../../../ui/time-slider.tsx';
import type { FieldSnapshot, PathsSnapshot } from '../snapshots.ts';
import { fieldAt } from './field-at.ts';
import { pairs } from './pairs.ts';
import { boundsOfPaths, endsOf, pathsAt } from './paths-at.ts';
import styles from './views.module.css';

/** Sampled paths and the drift at one time, which the slider moves. */
export function Bridge({ picture, name, colour }: ViewProps) {
  const [time, setTime] = useState(0.5);
  const pathsNow = () => picture.get()?.snapshots.paths as PathsSnapshot | undefined;
  const fieldNow = () => picture.get()?.snapshots.field as FieldSnapshot | undefined;
  const label = { x: '*x*₁', y: '*x*₂' };

  const paths = useDerived(picture, (): VectorFieldData => {
    const shown = pathsNow();
    if (!shown) return { label };
    return { label, ...pathsAt(shown, time), domain: boundsOfPaths(shown) };
  });
  const field = useDerived(picture, (): VectorFieldData => {
    const shown = fieldNow();
    if (!shown) return { label };
    const clouds = [
      { ...pairs(shown.target), colour: 0, open: true, faint: true },
      { ...pairs(shown.source), colour: 0, faint: true },
    ];
    if (shown.x.length === 0) return { label, dots: clouds, empty: 'Independent ends have no such drift.' };
    const { dx, dy, time: at } = fieldAt(shown, time);
    // The longest arrow is as long as two places are apart.
    const longest = dx.reduce((most, value, k) => Math.max(most, Math.hypot(value, dy[k]!)), 1e-12);
    const pitch = Math.hypot(shown.x[1]! - shown.x[0]!, 0) || 1;
    const scale = (1.7 * pitch) / longest;
    return {
      label,
      dots: clouds,
      arrows: [
        {
          x: shown.x,
          y: shown.y,
          dx,
          dy,
          scale,
          colour,
          name: `drift at t = ${at.toFixed(2)}, longest ${formatNumber(longest, 2)}`,
        },
      ],
    };
  });

  return (
    <div>
      <div className={styles.pair}>
        <ChartFigure
          title="Sampled paths"
          unit="of eight source points, five each"
          name="paths"
          mount={mountVectorField}
          source={paths}
          height="min(calc(100cqi + 20px), 440px)"
          summary={() => {
            const shown = pathsNow();
            return shown
              ? `${name}: ${shown.starts * shown.paths} paths from ${shown.starts} source points, drawn up to time ${time.toFixed(2)}.`
              : 'Paths of the bridge, once something has run.';
          }}
          table={() => {
            const shown = pathsNow();
            return {
              head: ['Source point', 'Path', 'From', 'To'],
              rows: shown ? endsOf(shown) : [],
            };
          }}
        />
        <ChartFigure
          title="Drift"
          unit="g(x, t), lengths of one time to one another"
          name="drift"
          mount={mountVectorField}
          source={field}
          height="min(calc(100cqi + 20px), 440px)"
          summary={() => {
            const shown = fieldNow();
            if (!shown) return 'The drift of the bridge, once something has run.';
            return shown.x.length > 0
              ? `${name}: the drift at ${shown.x.length} places at time ${fieldAt(shown, time).time.toFixed(2)}.`
              : `${name} has no drift of this kind.`;
          }}
          table={() => {
            const shown = fieldNow();
            const now = shown && shown.x.length > 0 ? fieldAt(shown, time) : null;
            return {
              head: ['x₁', 'x₂', 'g₁', 'g₂'],
              rows: now
                ? Array.from(shown!.x, (x, k) =>
                    [x, shown!.y[k]!, now.dx[k]!, now.dy[k]!].map((value) => formatNumber(value, 3)),
                  )
                : [],
            };
          }}
        />
      </div>
      <TimeSlider
        time={time}
        onTime={setTime}
        play="Let the paths run"
        stop="Stop the paths"
        label="Time of the bridge"
      />
    </div>
  );
}
