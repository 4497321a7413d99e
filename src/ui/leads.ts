import { useCallback, useEffect, useSyncExternalStore } from 'react';

/** How many sliders and pictures on the page stand for a symbol. */
const places = new Map<string, number>();
const listeners = new Set<() => void>();

function count(symbol: string, by: 1 | -1): void {
  places.set(symbol, (places.get(symbol) ?? 0) + by);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** A slider or a picture, while it is on the page, is where its symbol leads. */
export function useLeadsHere(symbol: string | undefined): void {
  useEffect(() => {
    if (symbol === undefined) return;
    count(symbol, 1);
    return () => count(symbol, -1);
  }, [symbol]);
}

/** Whether a symbol leads anywhere on the page. */
export const useLeads = (symbol: string): boolean =>
  useSyncExternalStore(
    subscribe,
    useCallback(() => (places.get(symbol) ?? 0) > 0, [symbol]),
  );
