import { useState } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { type LoomData, mountLoom } from '../../../../charts/loom.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { TimeSlider } from '../../../../ui/time-slider.tsx';

interface ThreadsSnapshot {
  readonly source: Float32Array;
  readonly target: Float32Array;
  readonly threads: Float32Array;
}

/** A hundred threads of equal mass from source to target, on the axis of the plan beside them. */
export function Loom({ picture, name }: ViewProps) {
  const [time, setTime] = useState<number | null>(null);
  const source = useDerived(picture, (now): LoomData => {
    const threads = now?.snapshots.threads as ThreadsSnapshot | undefined;
    return {
      source: threads?.source ?? [],
      target: threads?.target ?? [],
      threads: threads?.threads ?? [],
      time,
      labels: {
        source: 'source',
        target: 'target',
        note: threads ? `${threads.threads.length / 2} threads of equal mass` : '',
      },
    };
  });
  return (
    <div>
      <ChartFigure
        title="Mass moving"
        name="loom"
        mount={mountLoom}
        source={source}
        height="min(calc(150cqi + 14px), 640px)"
        summary={() => `${name}: where each hundredth of the source’s mass ends.`}
        table={() => {
          const threads =
            (picture.get()?.snapshots.threads as ThreadsSnapshot | undefined)?.threads ?? new Float32Array();
          return {
            head: ['Thread', 'From', 'To'],
            rows: Array.from({ length: threads.length / 2 }, (_, k) => [
              k + 1,
              formatNumber(threads[2 * k]!, 3),
              formatNumber(threads[2 * k + 1]!, 3),
            ]),
          };
        }}
      />
      <TimeSlider time={time ?? 0} onTime={setTime} />
    </div>
  );
}
