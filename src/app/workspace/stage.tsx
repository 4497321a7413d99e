import { useEffect, useMemo } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews, Peer, Picture } from '../../ui/bench-views.ts';
import type { Source } from '../../ui/use-chart.ts';
import { wantSnapshots } from '../conductor.ts';
import { setView } from '../stores/explorer.ts';
import { editedRun, type RunState, runs, setCursor, useRuns } from '../stores/runs.ts';
import { ask } from '../worker-client.ts';
import { runLabel } from './names.ts';
import styles from './stage.module.css';

/** The picture of one run at the step the reader looks at, or its newest, as it changes. */
function pictureSource(
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

/** Other seeds of the run shown, the methods beside it and the pinned runs. */
function usePeers(
  pick: (list: readonly RunState[]) => RunState | undefined,
  description: BenchDescription,
  views: BenchViews,
): readonly Peer[] {
  const keys = useRuns((state) => {
    const shown = pick(state.list);
    return state.list
      .filter((run) => run !== shown && run.role !== 'ghost' && (run.role !== 'seed' || run.leader === shown?.key))
      .map((run) => run.key)
      .join('\n');
  });
  return useMemo(() => {
    const { list } = runs.getState();
    const pins = list.filter((run) => run.role === 'pin');
    return keys.split('\n').flatMap((key): Peer[] => {
      const run = list.find((one) => one.key === key);
      if (!run) return [];
      return [
        {
          key,
          label: runLabel(description, run, pins),
          method: run.spec.method,
          role: run.role === 'seed' ? 'seed' : run.role === 'pin' ? 'pin' : 'companion',
          colour: views.colours[run.spec.method] ?? 1,
          picture: pictureSource((all) => all.find((one) => one.key === key)),
        },
      ];
    });
  }, [keys, description, views]);
}

/** Turns the page back to the run's picture nearest to a step. */
function seek(run: RunState | undefined, step: number | null): void {
  const steps = run?.history.steps ?? [];
  if (step === null || steps.length === 0) {
    setCursor(null);
    return;
  }
  const nearest = steps.reduce((best, one) => (Math.abs(one - step) < Math.abs(best - step) ? one : best));
  setCursor(nearest === steps.at(-1) ? null : nearest);
}

/** Asks the worker about a run's newest iterate. A run that was closed meanwhile has no answer. */
async function askOf(run: RunState | undefined, name: string, question: unknown) {
  if (!run || run.id === null || run.step === 0) return null;
  return ask({ type: 'ask', run: run.id, name, question }).then(
    (reply) => reply.answer,
    () => null,
  );
}

interface Props {
  readonly description: BenchDescription;
  readonly views: BenchViews;
  readonly view: string | null;
  /** Method whose run is shown; the edited run where none of that method is open. */
  readonly shown: string | null;
  readonly onShow: (method: string | null) => void;
}

/** The lab's own pictures of one run. */
export function Stage({ description, views, view, shown, onShow }: Props) {
  const pick = useMemo(
    () => (list: readonly RunState[]) =>
      list.find((run) => run.spec.method === shown && (run.role === 'edited' || run.role === 'companion')) ??
      list.find((run) => run.role === 'edited'),
    [shown],
  );
  const run = useRuns((state) => pick(state.list)?.facts);
  const method = useRuns((state) => pick(state.list)?.spec.method ?? description.defaultMethod);
  const methods = useRuns((state) =>
    state.list
      .filter((one) => one.role === 'edited' || one.role === 'companion')
      .map((one) => one.spec.method)
      .join(','),
  ).split(',');
  const message = useRuns((state) => {
    const edited = editedRun(state);
    return edited?.status === 'failed' ? edited.message : null;
  });
  const picture = useMemo(() => pictureSource(pick), [pick]);
  const latest = useMemo(() => pictureSource(pick, true), [pick]);
  const peers = usePeers(pick, description, views);
  const facts = run ?? {};
  const applicable = views.views.filter((one) => one.applies?.(facts, method) ?? true);
  const single = applicable.find((one) => one.id === view);
  const drawn = single ? [single] : applicable;
  const wanted = [...new Set(drawn.flatMap((one) => one.snapshots))].join(',');
  useEffect(() => wantSnapshots(wanted ? wanted.split(',') : [], method, views.pictureShare), [wanted, method, views]);

  return (
    <section className={styles.stage} aria-labelledby="pictures">
      <h2 id="pictures" className="visually-hidden">
        Pictures
      </h2>
      <div className={styles.tabs}>
        <nav aria-label="Views">
          <button type="button" aria-pressed={!single} onClick={() => setView(null)}>
            All views
          </button>
          {applicable.map((one) => (
            <button type="button" key={one.id} aria-pressed={one.id === single?.id} onClick={() => setView(one.id)}>
              {one.title}
            </button>
          ))}
        </nav>
        {methods.length > 1 ? (
          <label>
            Showing{' '}
            <select value={method} onChange={(event) => onShow(event.target.value)}>
              {methods.map((id) => (
                <option key={id} value={id}>
                  {description.methods[id]?.label ?? id}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      {message ? (
        <p role="alert" className={styles.failed}>
          {message}
        </p>
      ) : null}
      <div className={styles.views} data-uneven={!single && drawn.some((one) => one.width === 'narrow')}>
        {drawn.map(({ id, Component, width }) => (
          <div key={id} data-view={id} data-wide={width === 'wide' || Boolean(single)}>
            <Component
              picture={picture}
              latest={latest}
              peers={peers}
              method={method}
              seek={(step) => seek(pick(runs.getState().list), step)}
              ask={(question, about) => askOf(pick(runs.getState().list), question, about)}
              facts={facts}
              colour={views.colours[method] ?? 1}
              name={description.methods[method]?.label ?? method}
            />
          </div>
        ))}
      </div>
    </section>
  );
}
