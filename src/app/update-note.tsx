import { useStore } from 'zustand';
import styles from './update-note.module.css';
import { takeUpdate, updates } from './updates.ts';

/** Says that a newer version is there; nothing is loaded anew before the reader says so. */
export function UpdateNote() {
  const state = useStore(updates, (now) => now.state);
  if (state === 'none') return null;
  return (
    <div className={styles.note} role="status">
      <p>
        {state === 'waiting'
          ? 'A newer Paperscope is ready. This page goes on as it is; the address holds the run.'
          : 'Paperscope was updated in another tab, and a part of this version is gone. The address holds the run.'}
      </p>
      <button type="button" className="button" onClick={takeUpdate}>
        Load it
      </button>
      <button type="button" className="set" onClick={() => updates.setState({ state: 'none' })}>
        Not now
      </button>
    </div>
  );
}
