import { useSyncExternalStore } from 'react';

/** What the reader points at, wherever it stands: a symbol, which is a parameter's or a metric's. */
let lit: string | null = null;
const listeners = new Set<() => void>();

function set(symbol: string | null): void {
  if (symbol === lit) return;
  lit = symbol;
  for (const listener of listeners) listener();
}

/** Lights a symbol everywhere on the page: in equations, at its slider, at its chart. */
export const light = (symbol: string | undefined): void => set(symbol ?? null);
/** Puts it out again, unless another has been lit meanwhile. */
export const unlight = (symbol: string | undefined): void => {
  if (lit === (symbol ?? null)) set(null);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const litNow = (): string | null => lit;
export { subscribe as onLit };
/** What `pick` makes of the lit symbol; the component renders again only when that changes. */
export const useLit = <T extends string | boolean | null>(pick: (symbol: string | null) => T): T =>
  useSyncExternalStore(subscribe, () => pick(lit));
