import type { Correction } from '../../engine/run-spec.ts';
import { dismissCorrections } from '../stores/explorer.ts';
import styles from './corrections.module.css';

/** What a link asked for and could not have, and what was used instead. */
export function Corrections({ list }: { list: readonly Correction[] }) {
  if (list.length === 0) return null;
  return (
    <div className={`wrap ${styles.corrections}`} role="status">
      <p>
        {list.length} setting{list.length > 1 ? 's were' : ' was'} not used as written.{' '}
        <button type="button" className="set" onClick={dismissCorrections}>
          Dismiss
        </button>
      </p>
      <ul>
        {list.map((one) => (
          <li key={`${one.field} ${one.message}`}>{one.message}</li>
        ))}
      </ul>
    </div>
  );
}

/** One sentence about what the reader just did. */
export function Notice({ sentence, onDismiss }: { sentence: string; onDismiss: () => void }) {
  return (
    <div className={`wrap ${styles.corrections}`} role="alert">
      <p>
        {sentence}{' '}
        <button type="button" className="set" onClick={onDismiss}>
          Dismiss
        </button>
      </p>
    </div>
  );
}
