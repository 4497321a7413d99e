import { useEffect, useReducer } from 'react';
import { lastStep } from '../../engine/run-spec.ts';
import { explorer } from '../stores/explorer.ts';
import { editedRun, runs, setCursor } from '../stores/runs.ts';
import styles from './scrubber.module.css';

const RESOLUTION = 1000;
/** Arrow keys go by one step, page keys by a twentieth of the run. */
const STRIDES: Readonly<Record<string, number>> = {
  ArrowLeft: -1e-9,
  ArrowDown: -1e-9,
  ArrowRight: 1e-9,
  ArrowUp: 1e-9,
  PageDown: -0.05,
  PageUp: 0.05,
  Home: -1,
  End: 1,
};

/** Progress and history in one line, on a log scale of steps; turned back, all views follow. */
export function Scrubber() {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(redraw, 120);
    const stop = runs.subscribe(
      (state, before) => (state.cursor !== before.cursor || state.replaying !== before.replaying) && redraw(),
    );
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  const state = runs.getState();
  const run = editedRun(state);
  const reached = run?.step ?? 0;
  const { opened } = explorer.getState();
  const end = run && opened ? lastStep(opened.description, run.spec) : 2;
  const limit = Math.max(2, run?.outcome ? reached : end);
  const place = (step: number) => Math.log(Math.max(1, step)) / Math.log(limit);
  const at = state.cursor ?? reached;
  const move = (step: number) => setCursor(step >= reached ? null : Math.max(1, step));
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
        disabled={reached < 2}
        aria-label="History of the run"
        aria-valuetext={state.cursor === null ? `step ${reached}, now` : `step ${state.cursor} of ${reached}`}
        onChange={(event) => move(Math.round(Math.exp((Number(event.target.value) / RESOLUTION) * Math.log(limit))))}
        onKeyDown={(event) => {
          const by = STRIDES[event.key];
          if (by === undefined || reached < 2) return;
          event.preventDefault();
          move(event.key === 'Home' ? 1 : at + Math.sign(by) * Math.max(1, Math.round(Math.abs(by) * reached)));
        }}
      />
      <span className={styles.from}>{run?.phase ?? 'step 1'}</span>
      {state.cursor !== null ? (
        <button type="button" className={styles.now} onClick={() => setCursor(null)}>
          at step {state.cursor.toLocaleString('en-GB')}
          {state.replaying ? ', replaying' : ''}, back to now
        </button>
      ) : null}
      <span className={styles.to}>{limit.toLocaleString('en-GB')}</span>
    </div>
  );
}
