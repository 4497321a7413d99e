import type { Picture } from '../../ui/bench-views.ts';
import type { Source } from '../../ui/use-chart.ts';
import { replayAt } from '../replay.ts';
import { type RunState, runs, setCursor } from '../stores/runs.ts';
import { ask } from '../worker-client.ts';

/** The picture of one run at the step the reader looks at, or its newest, as it changes. */
export function pictureSource(
  role: (list: readonly RunState[]) => RunState | undefined,
  newest = false,
): Source<Picture | null> {
  return {
    get() {
      const { list, cursor } = runs.getState();
      return role(list)?.history.at(newest ? null : cursor) ?? null;
    },
    subscribe(listener) {
      let history: RunState['history'] | undefined;
      let stop: (() => void) | undefined;
      let cursor = runs.getState().cursor;
      const follow = () => {
        const state = runs.getState();
        const next = role(state.list)?.history;
        if (next !== history) {
          stop?.();
          stop = next?.subscribe(listener);
          history = next;
          listener();
        }
        if (state.cursor !== cursor) {
          cursor = state.cursor;
          listener();
        }
      };
      follow();
      const unsubscribe = runs.subscribe(follow);
      return () => {
        unsubscribe();
        stop?.();
      };
    },
  };
}

/** Turns the page back to a step of the run. */
export function seek(run: RunState | undefined, step: number | null): void {
  setCursor(step === null || !run || step >= run.step ? null : Math.max(1, Math.round(step)));
}

/** Asks the worker about a run's iterate at the step looked at. A run that was closed meanwhile has no answer. */
export async function askOf(run: RunState | undefined, name: string, question: unknown) {
  if (!run || run.id === null || run.step === 0) return null;
  const { cursor } = runs.getState();
  const id = cursor === null || cursor >= run.step ? run.id : replayAt(run.key, cursor);
  if (id === null) return null;
  return ask({ type: 'ask', run: id, name, question }).then(
    (reply) => reply.answer,
    () => null,
  );
}
