import { useEffect, useMemo } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews, Picture } from '../../ui/bench-views.ts';
import type { Source } from '../../ui/use-chart.ts';
import { wantSnapshots } from '../conductor.ts';
import { setView } from '../stores/explorer.ts';
import { editedRun, type RunState, runs, useRuns } from '../stores/runs.ts';
import styles from './stage.module.css';

/** The picture of one run at the step the reader looks at, as it changes. */
function pictureSource(role: (list: readonly RunState[]) => RunState | undefined): Source<Picture | null> {
  return {
    get() {
      const { list, cursor } = runs.getState();
      return role(list)?.history.at(cursor) ?? null;
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
  const facts = run ?? {};
  const applicable = views.views.filter((one) => one.applies?.(facts) ?? true);
  const single = applicable.find((one) => one.id === view);
  const drawn = single ? [single] : applicable;
  const wanted = [...new Set(drawn.flatMap((one) => one.snapshots))].join(',');
  useEffect(() => wantSnapshots(wanted ? wanted.split(',') : [], method), [wanted, method]);

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
