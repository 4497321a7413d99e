import { Fragment, useEffect, useRef } from 'react';
import { prefer, usePreferences } from '../stores/preferences.ts';
import styles from './help-dialog.module.css';
import { type KeyGroup, keyWords, useKeyGroups } from './key-table.ts';
import { standingKeys } from './standing-keys.ts';

/** Every key that does something on this page, from the table that binds them. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const groups = useKeyGroups();
  const on = usePreferences((state) => state.letterKeys);
  useEffect(() => {
    dialog.current?.showModal();
    // Reading begins at the top, not at the first thing to press.
    dialog.current?.querySelector('h2')?.focus();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} onClose={onClose} aria-labelledby="keys-title">
      <h2 id="keys-title" tabIndex={-1}>
        Keys
      </h2>
      {[...groups, ...standingKeys].map((group) => (
        <Group key={group.title} group={group} />
      ))}
      <label className={styles.switch}>
        <input type="checkbox" checked={on} onChange={(event) => prefer({ letterKeys: event.target.checked })} /> Single
        keys act. Without, only those with {keyWords('Mod+').replace('+', '')} do, and those of an element that has the
        focus.
      </label>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}

function Group({ group: { title, bindings } }: { group: KeyGroup }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {bindings.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key, k) => (
                <Fragment key={key}>
                  {k > 0 ? ' ' : null}
                  <kbd>{keyWords(key)}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
