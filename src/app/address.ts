import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
addEventListener('hashchange', () => {
  for (const listener of listeners) listener();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The address from `#` on. */
export const useAddress = (): string => useSyncExternalStore(subscribe, () => location.hash);

/** Writes the address without leaving the page: Back undoes a push, a replace leaves no trace. */
export function writeAddress(hash: string, how: 'replace' | 'push'): void {
  if (location.hash === hash) return;
  if (how === 'push') history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
  for (const listener of listeners) listener();
}

/** The address of the page without what follows `#`. */
export const currentPage = (): string => location.href.replace(/#.*$/s, '');
