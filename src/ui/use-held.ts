import { useEffect, useRef, useState } from 'react';
import type { Source } from './use-chart.ts';

/** A chart's source of what React holds: the same object between renders, heard whenever the data is another. */
export function useHeld<D>(data: D): Source<D> {
  const latest = useRef(data);
  latest.current = data;
  const [{ source, listeners }] = useState(() => {
    const listeners = new Set<() => void>();
    const source: Source<D> = {
      get: () => latest.current,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return { source, listeners };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other data is what is to be heard.
  useEffect(() => {
    for (const listener of listeners) listener();
  }, [data, listeners]);
  return source;
}
