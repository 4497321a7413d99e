import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** What the reader predicted at a stop, and whether the run has been seen since. */
export interface Visit {
  readonly chosen: number;
  readonly seen: boolean;
}
type Visits = Readonly<Record<string, Visit>>;

const KEY = 'paperscope.paths';

function restore(): Visits {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const isVisit = (one: unknown): one is Visit =>
      typeof one === 'object' && one !== null && Number.isInteger((one as Visit).chosen);
    return Object.fromEntries(
      Object.entries(kept ?? {}).flatMap(([name, one]) =>
        isVisit(one) ? [[name, { chosen: one.chosen, seen: one.seen === true }]] : [],
      ),
    );
  } catch {
    return {};
  }
}

const progress = createStore<{ readonly visits: Visits }>(() => ({ visits: restore() }));
export const useVisits = (): Visits => useStore(progress, (state) => state.visits);

/** Keeps a stop's visit; null forgets it. */
export function visit(name: string, change: Visit | null): void {
  const { [name]: _, ...others } = progress.getState().visits;
  const visits = change ? { ...others, [name]: change } : others;
  progress.setState({ visits });
  try {
    localStorage.setItem(KEY, JSON.stringify(visits));
  } catch {
    // Storage may be refused; the page then remembers as long as it is open.
  }
}
