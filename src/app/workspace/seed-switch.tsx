import styles from '../race/race.module.css';
import { setSeeds, useExplorer } from '../stores/explorer.ts';

const COUNTS = [1, 5, 10, 20];

/** One click from one run to several seeds of it. */
export function SeedSwitch() {
  const seeds = useExplorer((state) => state.opened?.explorer.seeds ?? 1);
  const counts = COUNTS.includes(seeds) ? COUNTS : [...COUNTS, seeds].sort((a, b) => a - b);
  return (
    <fieldset className={styles.segments}>
      <legend>seeds</legend>
      {counts.map((count) => (
        <button
          type="button"
          key={count}
          aria-pressed={count === seeds}
          aria-label={count === 1 ? '1 seed' : `${count} seeds`}
          onClick={() => setSeeds(count)}
        >
          {count}
        </button>
      ))}
    </fieldset>
  );
}
