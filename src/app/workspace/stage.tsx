import { useEffect, useMemo } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import { wantSnapshots } from '../conductor.ts';
import { RaceStage } from '../race/race-stage.tsx';
import { setView, useExplorer } from '../stores/explorer.ts';
import { editedRun, type RunState, runs, useRuns } from '../stores/runs.ts';
import { askOf, pictureSource, seek } from './picture-source.ts';
import styles from './stage.module.css';
import { usePeers } from './use-peers.ts';

interface Props {
  readonly description: BenchDescription;
  readonly views: BenchViews;
  readonly view: string | null;
  /** Method whose run is shown; the edited run where none of that method is open. */
  readonly shown: string | null;
  readonly onShow: (method: string | null) => void;
  /** In a frame of its own: a view that is named needs no choice of views. */
  readonly alone?: boolean;
}

/** The lab's own pictures of one run. */
export function Stage({ description, views, view, shown, onShow, alone = false }: Props) {
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
  const named = alone && single !== undefined;
  const racing = useExplorer((state) => (state.opened?.explorer.race ?? null) !== null);
  const drawn = single ? [single] : racing ? applicable.slice(0, 1) : applicable;
  const wanted = [...new Set(drawn.flatMap((one) => one.snapshots))].join(',');
  useEffect(
    () => wantSnapshots(wanted ? wanted.split(',') : [], racing ? null : method, views.pictureShare),
    [wanted, method, views, racing],
  );

  return (
    <section className={styles.stage} aria-labelledby="pictures">
      <h2 id="pictures" className="visually-hidden">
        Pictures
      </h2>
      <div className={styles.tabs}>
        <nav aria-label="Views">
          {racing || named ? null : (
            <button type="button" aria-pressed={!single} onClick={() => setView(null)}>
              All views
            </button>
          )}
          {(named ? [] : applicable).map((one) => (
            <button
              type="button"
              key={one.id}
              aria-pressed={one.id === (racing ? drawn[0]?.id : single?.id)}
              onClick={() => setView(one.id)}
            >
              {one.title}
            </button>
          ))}
        </nav>
        {methods.length > 1 && !racing ? (
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
      {racing ? <RaceStage description={description} views={views} view={drawn[0] ?? null} /> : null}
      <div
        className={styles.views}
        hidden={racing}
        data-uneven={!single && drawn.some((one) => one.width === 'narrow')}
      >
        {(racing ? [] : drawn).map(({ id, Component, width }) => (
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
