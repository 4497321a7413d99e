import { useEffect, useMemo, useRef } from 'react';
import type { Source } from './use-chart.ts';

type Ask = (name: string, question: unknown) => Promise<Readonly<Record<string, unknown>> | null>;

/**
 * The run's answer to a question, asked again whenever the question changes or the run has a newer picture; one is asked
 * at a time, and the last answer stays until the next has come. Null before the first. `make` gives the question, or
 * null for none, and may read anything.
 */
export function useAnswer<A>(
  ask: Ask,
  latest: Source<{ readonly step: number } | null>,
  name: string,
  make: () => unknown,
): Source<A | null> {
  const now = useRef({ ask, make });
  now.current = { ask, make };
  const state = useMemo(() => {
    let answer: A | null = null;
    let known = '';
    let asking = false;
    let open = true;
    const listeners = new Set<() => void>();
    const look = async (): Promise<void> => {
      const picture = latest.get();
      if (asking || !open || picture === null) return;
      const question = now.current.make();
      const key = `${picture.step} ${JSON.stringify(question)}`;
      if (question === null || key === known) return;
      asking = true;
      known = key;
      const got = await now.current.ask(name, question);
      asking = false;
      if (!open) return;
      if (got) {
        answer = got as A;
        for (const listener of listeners) listener();
      }
      void look();
    };
    return {
      look,
      follow() {
        open = true;
        const stop = latest.subscribe(() => void look());
        return () => {
          open = false;
          stop();
        };
      },
      source: {
        get: () => (latest.get() === null ? null : answer),
        subscribe(listener: () => void) {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      } satisfies Source<A | null>,
    };
  }, [latest, name]);
  useEffect(() => state.follow(), [state]);
  // Whatever `make` closes over is current, because every render looks again.
  useEffect(() => void state.look());
  return state.source;
}
