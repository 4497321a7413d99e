import { createStore } from 'zustand/vanilla';

/** Whether a newer Paperscope waits, or took over in another tab while this page still is the older one. */
export const updates = createStore<{ readonly state: 'none' | 'waiting' | 'taken over' }>(() => ({ state: 'none' }));

let waiting: ServiceWorker | null = null;

/** The files of a version are fetched while no run goes on: until then processor and network are the runs'. */
async function fetchBetweenRuns(registration: ServiceWorkerRegistration): Promise<void> {
  const { installing } = registration;
  const { runs } = await import('./stores/runs.ts');
  const tell = () =>
    installing?.postMessage(runs.getState().playing && !document.hidden ? 'wait with the files' : 'fetch the files');
  runs.subscribe((now, before) => now.playing !== before.playing && tell());
  document.addEventListener('visibilitychange', tell);
  tell();
}

/** Keeps the page for use without a network, and watches for a newer one. Whatever is refused leaves the page as it is. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  // A file of this page's version that is nowhere any more.
  addEventListener('vite:preloadError', () => updates.setState({ state: 'taken over' }));
  try {
    const registration = await navigator.serviceWorker.register('service-worker.js');
    const look = () => {
      waiting = registration.waiting;
      if (waiting && navigator.serviceWorker.controller) updates.setState({ state: 'waiting' });
    };
    const found = () => {
      registration.installing?.addEventListener('statechange', look);
      void fetchBetweenRuns(registration);
    };
    look();
    found();
    registration.addEventListener('updatefound', found);
  } catch {
    // A frame without storage, a page without HTTPS: it works while there is a network.
  }
}

/** Opens the newer version at the same address, which holds the run. */
export function takeUpdate(): void {
  const reload = () => location.reload();
  if (waiting) {
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    waiting.postMessage('take over');
  } else reload();
}
