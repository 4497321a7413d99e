import styles from './drop-notice.module.css';

/** One sentence about what was dropped. */
export function DropNotice({ said, onClose }: { said: string; onClose: () => void }) {
  return (
    <div className={styles.notice} role="status">
      <p>{said}</p>
      <button type="button" className="button" onClick={onClose}>
        Dismiss
      </button>
    </div>
  );
}
