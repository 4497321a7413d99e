import { useEffect, useMemo, useRef } from 'react';
import type { Source } from './use-chart.ts';

/** The first source, heard again whenever one of the others changes. */
export function alongside<A>(first: Source<A>, others: readonly Source<unknown>[]): Source<A> {
  return {
    get: first.get,
    subscribe(listener) {
      const stops = [first, ...others].map((source) => source.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/**
 * A chart's data made from another source each time it draws. The source stays the same object, so that the chart is
 * mounted once; whatever `make` closes over is current, because every render asks for a new drawing.
 */
export function useDerived<A, B>(from: Source<A>, make: (value: A) => B): Source<B> & { redraw(): void } {
  const latest = useRef(make);
  latest.current = make;
  const source = useMemo(() => {
    const listeners = new Set<() => void>();
    const redraw = () => {
      for (const listener of listeners) listener();
    };
    return {
      get: () => latest.current(from.get()),
      subscribe(listener: () => void) {
        listeners.add(listener);
        const stop = from.subscribe(listener);
        return () => {
          listeners.delete(listener);
          stop();
        };
      },
      redraw,
    };
  }, [from]);
  useEffect(source.redraw);
  return source;
}
