import type { Source } from './use-chart.ts';

/** A chart's data made from another source each time it draws; `redraw` asks for a new drawing of the same data. */
export function derived<A, B>(from: Source<A>, make: (value: A, redraw: () => void) => B): Source<B> {
  const listeners = new Set<() => void>();
  const redraw = () => {
    for (const listener of listeners) listener();
  };
  return {
    get: () => make(from.get(), redraw),
    subscribe(listener) {
      listeners.add(listener);
      const stop = from.subscribe(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
}
