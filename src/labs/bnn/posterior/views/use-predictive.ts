import { useEffect, useMemo, useRef } from 'react';
import type { Picture, ViewProps } from '../../../../ui/bench-views.ts';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { Source } from '../../../../ui/use-chart.ts';
import { useSettled } from './use-settled.ts';

/** Networks of the picture of a run that stands still. */
const FINAL_SAMPLES = 64;

/** The predictive as the run draws it on its way, and with more networks, on a finer grid, where it stands still. */
export function usePredictive<S extends object>(
  { picture, latest, ask }: Pick<ViewProps, 'picture' | 'latest' | 'ask'>,
  name: string,
): Source<S | null> {
  const settled = useSettled(latest);
  const asking = useRef(ask);
  asking.current = ask;
  const final = useMemo(() => {
    let answer: { readonly of: Picture; readonly says: S } | null = null;
    const listeners = new Set<() => void>();
    return {
      get: () => answer,
      subscribe(listener: () => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      follow: () =>
        settled.subscribe(async () => {
          const of = settled.get();
          const running = of?.snapshots[name] as object | null | undefined;
          if (of === null || !running || Object.keys(running).length === 0) return;
          const says = await asking.current('predictive', { samples: FINAL_SAMPLES });
          if (says === null || settled.get() !== of) return;
          answer = { of, says: says as unknown as S };
          for (const listener of listeners) listener();
        }),
    };
  }, [settled, name]);
  useEffect(() => final.follow(), [final]);
  const both = useMemo(() => alongside(picture, [final]), [picture, final]);
  return useDerived(both, (shown): S | null => {
    const refined = final.get();
    if (shown !== null && refined?.of === shown) return refined.says;
    const running = shown?.snapshots[name] as S | null | undefined;
    return running && Object.keys(running).length > 0 ? running : null;
  });
}
