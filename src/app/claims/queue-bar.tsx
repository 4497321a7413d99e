import { durationWords } from './claim-words.ts';
import { forgetMeasurements, useMeasurements } from './measurements.ts';
import { cancelAll, queue, secondsLeft, setSeedCount, useQueue } from './queue.ts';
import styles from './queue-bar.module.css';

const SEEDS = [0, 5, 10, 20] as const;

/** How many seeds are measured, how far the queue is, and what is kept of it. */
export function QueueBar({ says }: { says?: (key: string) => string | undefined }) {
  const seeds = useQueue((state) => state.seeds);
  const problem = useMeasurements((state) => state.problem);
  const kept = useMeasurements((state) => Object.keys(state.kept).length);
  return (
    <div className={styles.bar}>
      <fieldset>
        <legend>Seeds</legend>
        {SEEDS.map((count) => (
          <button key={count} type="button" aria-pressed={seeds === count} onClick={() => setSeedCount(count)}>
            {count === 0 ? 'as stated' : count}
          </button>
        ))}
      </fieldset>
      {kept > 0 ? (
        <button type="button" className="set" onClick={forgetMeasurements}>
          Forget my measurements
        </button>
      ) : null}
      <Progress {...(says ? { says } : {})} />
      {problem ? <p role="alert">{problem}</p> : null}
    </div>
  );
}

function Progress({ says }: { says?: (key: string) => string | undefined }) {
  const current = useQueue((state) => state.current);
  const done = useQueue((state) => state.done);
  const total = useQueue((state) => state.total);
  const share = useQueue((state) => Math.round(100 * state.share) / 100);
  if (!current) return null;
  const left = secondsLeft(queue.getState());
  const name = says?.(`${current.slug}/${current.claim}`) ?? `${current.slug}, ${current.claim}`;
  return (
    <div className={styles.progress}>
      <progress aria-label="Claims measured" max={total} value={done + share} />
      <p role="status">
        {done + 1} of {total}: {name}
      </p>
      <span className="number">{left === null ? '' : `${durationWords(left)} left`}</span>
      <button type="button" className="button" onClick={cancelAll}>
        Cancel all
      </button>
    </div>
  );
}
