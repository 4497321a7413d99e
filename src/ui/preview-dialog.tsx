import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './data-intake.module.css';
import { DataPreview } from './data-preview.tsx';
import { rowNamed } from './preview-of.ts';

interface Props {
  readonly read: { readonly name: string; readonly data: unknown; readonly says: string } | null;
  /** Why it could not be read. */
  readonly problem: string | null;
  /** What would be used. */
  readonly data: unknown;
  readonly choice?: ReactNode;
  /** Resolves to why the bench does not take it, or to nothing. */
  readonly check?: ((data: unknown) => Promise<string>) | undefined;
  readonly onUse: () => void;
  readonly onLeave: () => void;
}

/** What was understood of a reader's data, before anything changes. */
export function PreviewDialog({ read, problem, data, choice, check, onUse, onLeave }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const title = useId();
  const asks = useRef(check);
  asks.current = check;
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    let gone = false;
    setRefused(null);
    if (data !== null)
      void Promise.resolve(asks.current?.(data) ?? '').then((sentence) => {
        if (!gone) setRefused(sentence);
      });
    return () => {
      gone = true;
    };
  }, [data]);
  const trouble = problem ?? refused;
  // In the body, because a closed fold around the panel would hide it.
  return createPortal(
    <dialog ref={dialog} className={styles.dialog} onClose={onLeave} aria-labelledby={title}>
      <h2 id={title}>{trouble ? 'This cannot be used' : 'What was understood'}</h2>
      {trouble ? (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      ) : null}
      {read ? (
        <>
          <p className={styles.says}>
            {read.name}: {read.says}.
          </p>
          <DataPreview data={read.data} badRow={trouble ? rowNamed(trouble) : null} />
          {choice}
        </>
      ) : null}
      <p>{trouble ? 'The run is as it was.' : 'The run stays as it is until you use it.'}</p>
      <div className={styles.foot}>
        {trouble ? null : (
          <button type="button" className="button" data-first disabled={refused === null} onClick={onUse}>
            Use it
          </button>
        )}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {trouble ? 'Close' : 'Leave it'}
        </button>
      </div>
    </dialog>,
    document.body,
  );
}
