import { useEffect, useId } from 'react';
import type { Stop } from '../../lessons/path.ts';
import { play } from '../conductor.ts';
import { useRuns } from '../stores/runs.ts';
import styles from './lesson-panel.module.css';
import { useVisits, visit } from './progress.ts';
import { RichText } from './rich-text.tsx';

/** Predict, then run: the question before, what came out after. */
export function Prediction({ name, stop, changed }: { name: string; stop: Stop; changed: boolean }) {
  const { question, options, right } = stop.predict;
  const id = useId();
  const known = useVisits()[name];
  const chosen = known && known.chosen < options.length ? known.chosen : null;
  const seen = chosen !== null && known!.seen;
  const playing = useRuns((state) => state.playing);
  const ended = useRuns((state) => {
    const own = state.list.filter((run) => run.role !== 'ghost');
    return own.length > 0 && own.every((run) => run.outcome !== null || run.status === 'failed');
  });
  const failed = useRuns((state) => state.list.some((run) => run.role !== 'ghost' && run.status === 'failed'));
  const shows = ended && !failed && !changed;
  // Whoever predicts and runs by other ways, the run bar or a key, has seen it as well.
  useEffect(() => {
    if (shows && playing === false && chosen !== null && !seen) visit(name, { chosen, seen: true });
  }, [shows, playing, chosen, seen, name]);
  return (
    <>
      <div className={styles.predict}>
        <fieldset aria-labelledby={`${id}question`} disabled={seen}>
          <p className={styles.question} id={`${id}question`}>
            <b>Predict, then run.</b> {question}
          </p>
          {options.map((option, k) => (
            <label key={option} data-right={seen && k === right}>
              <input
                type="radio"
                name={`${id}choice`}
                checked={chosen === k}
                onChange={() => visit(name, { chosen: k, seen: false })}
              />
              <span>{option}</span>
            </label>
          ))}
        </fieldset>
        {seen ? null : (
          <p className={styles.run}>
            <button
              type="button"
              className="button"
              data-first
              disabled={chosen === null || changed || playing}
              onClick={play}
            >
              {playing ? 'Running' : 'Run and see'}
            </button>
            {changed ? <span>The run is not that of this stop any more; restore it to see.</span> : null}
            {failed && !changed ? (
              <span>The run could not be made here; what it would show is in the next stop.</span>
            ) : null}
          </p>
        )}
      </div>
      <div role="status" className={styles.verdict}>
        {seen ? <Verdict stop={stop} chosen={chosen!} onAgain={() => visit(name, null)} /> : null}
      </div>
    </>
  );
}

interface VerdictProps {
  readonly stop: Stop;
  readonly chosen: number;
  readonly onAgain: () => void;
}

function Verdict({ stop: { predict, look }, chosen, onAgain }: VerdictProps) {
  return (
    <>
      <p>
        <b>{chosen === predict.right ? 'As you predicted.' : 'Not this time, and that is what a prediction is for.'}</b>{' '}
        <RichText text={predict.why} />
      </p>
      <p>
        <b>Look.</b> <RichText text={look} />
      </p>
      <button type="button" className="set" onClick={onAgain}>
        Predict again
      </button>
    </>
  );
}
