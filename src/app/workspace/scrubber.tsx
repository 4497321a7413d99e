import { useEffect, useReducer } from 'react';
import { lastStep } from '../../engine/run-spec.ts';
import { explorer } from '../stores/explorer.ts';
import { editedRun, runs, setCursor } from '../stores/runs.ts';
import styles from './scrubber.module.css';

const RESOLUTION = 1000;

/** Progress and history in one line, on a log scale of steps; turned back, all views follow. */
export function Scrubber() {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(redraw, 120);
    const stop = runs.subscribe((state, before) => state.cursor !== before.cursor && redraw());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  const state = runs.getState();
  const run = editedRun(state);
  const steps = run?.history.steps ?? [];
  const reached = run?.step ?? 0;
  const { opened } = explorer.getState();
  const end = run && opened ? lastStep(opened.description, run.spec) : 2;
  const limit = Math.max(2, run?.outcome ? reached : end);
  const place = (step: number) => Math.log(Math.max(1, step)) / Math.log(limit);
  const at = state.cursor ?? reached;
  const nearest = (position: number) => {
    const wanted = Math.exp(position * Math.log(limit));
    return steps.reduce(
      (best, step) => (Math.abs(Math.log(step / wanted)) < Math.abs(Math.log(best / wanted)) ? step : best),
      steps[0] ?? 0,
    );
  };
  const move = (position: number) => {
    const step = nearest(position);
    setCursor(step === steps.at(-1) ? null : step);
  };
  return (
    <div className={styles.scrubber}>
      <span
        className={styles.done}
        style={{ width: `${100 * place(reached)}%` }}
        data-loading={run?.status === 'opening'}
      />
      <input
        type="range"
        min={0}
        max={RESOLUTION}
        value={Math.round(place(at) * RESOLUTION)}
        disabled={steps.length < 2}
        aria-label="History of the run"
        aria-valuetext={state.cursor === null ? `step ${reached}, now` : `step ${state.cursor} of ${reached}`}
        onChange={(event) => move(Number(event.target.value) / RESOLUTION)}
        onKeyDown={(event) => {
          const way =
            event.key === 'ArrowLeft' || event.key === 'ArrowDown'
              ? -1
              : event.key === 'ArrowRight' || event.key === 'ArrowUp'
                ? 1
                : 0;
          if (way === 0 || steps.length === 0) return;
          event.preventDefault();
          const now = state.cursor === null ? steps.length - 1 : steps.indexOf(state.cursor);
          const next = Math.min(steps.length - 1, Math.max(0, now + way));
          setCursor(next === steps.length - 1 ? null : steps[next]!);
        }}
      />
      <span className={styles.from}>{run?.phase ?? 'step 1'}</span>
      {state.cursor !== null ? (
        <button type="button" className={styles.now} onClick={() => setCursor(null)}>
          at step {state.cursor.toLocaleString('en-GB')}, back to now
        </button>
      ) : null}
      <span className={styles.to}>{limit.toLocaleString('en-GB')}</span>
    </div>
  );
}
