import { useMemo } from 'react';
import type { Picture } from '../../../../ui/bench-views.ts';
import type { Source } from '../../../../ui/use-chart.ts';

const LEAST_PAUSE = 1000;
/** A run whose pictures come seldom has not stopped because none came for a while. */
const PICTURES = 3;

/** The newest picture once no newer one has come for a while: the run has ended or was paused. Null until then. */
export function useSettled(latest: Source<Picture | null>): Source<Picture | null> {
  return useMemo(() => {
    let settled: Picture | null = null;
    return {
      get: () => (settled === latest.get() ? settled : null),
      subscribe(listener: () => void) {
        let known: Picture | null = null;
        let seen = performance.now();
        let timer: ReturnType<typeof setTimeout> | undefined;
        const look = (): void => {
          const newest = latest.get();
          if (newest === known) return;
          const now = performance.now();
          // A lower step is another run, whose first picture says nothing about its pace.
          const follows = newest !== null && known !== null && newest.step > known.step;
          const pause = Math.max(LEAST_PAUSE, follows ? PICTURES * (now - seen) : 0);
          known = newest;
          seen = now;
          clearTimeout(timer);
          timer = setTimeout(() => {
            settled = newest;
            listener();
          }, pause);
        };
        const stop = latest.subscribe(look);
        look();
        return () => {
          clearTimeout(timer);
          stop();
        };
      },
    };
  }, [latest]);
}
