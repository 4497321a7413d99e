import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { DataPanelProps } from './bench-views.ts';
import { keepDesk } from './data-desk.ts';
import styles from './data-intake.module.css';
import { PreviewDialog } from './preview-dialog.tsx';

/** A reader's data as it was read, and in words what was understood. */
export interface ReadData {
  readonly data: unknown;
  readonly says: string;
}

export interface DataIntakeProps extends DataPanelProps {
  readonly title: string;
  /** What is accepted, in words. */
  readonly children: ReactNode;
  /** What the file picker offers. */
  readonly accept: string;
  /** Both throw one sentence naming row and column. */
  readonly readFile: (file: File) => Promise<ReadData>;
  readonly readText: (text: string, name: string) => ReadData;
  /** The data as the bench takes it, where what was read is a part of it; keep it the same between renders. */
  readonly whole?: (read: unknown) => unknown;
  /** Drawn by hand, above the file. */
  readonly drawing?: ReactNode;
  /** How files are to be read. */
  readonly settings?: ReactNode;
  /** Asked once more before the data is used. */
  readonly choice?: ReactNode;
  /** What the paste box begins with. */
  readonly initial?: string;
}

/**
 * The reader's own data: drawn, picked, pasted, or dropped anywhere on the page; shown as it was understood before it is
 * used. Nothing leaves the browser.
 */
export function DataIntake(props: DataIntakeProps) {
  const { title, children, accept, readFile, readText, whole, drawing, settings, choice, initial, onData, check } =
    props;
  const [text, setText] = useState(initial ?? '');
  const [read, setRead] = useState<(ReadData & { name: string }) | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [used, setUsed] = useState('');
  const how = useId();
  const back = useRef<Element | null>(null);

  const take = async (name: string, make: () => ReadData | Promise<ReadData>) => {
    back.current = document.activeElement;
    setUsed('');
    setRead(null);
    try {
      const given = await make();
      setProblem(null);
      setRead({ ...given, name });
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const data = useMemo(() => (read ? (whole?.(read.data) ?? read.data) : null), [read, whole]);
  const desk = useRef({ takeFile: (_: File): void => undefined, takeText: (_: string): void => undefined });
  desk.current = {
    takeFile: (file) => void take(file.name, () => readFile(file)),
    takeText: (pasted) => void take('What was pasted', () => readText(pasted, 'The text')),
  };
  useEffect(
    () =>
      keepDesk({
        takeFile: (file) => desk.current.takeFile(file),
        takeText: (pasted) => desk.current.takeText(pasted),
      }),
    [],
  );
  const leave = () => {
    setRead(null);
    setProblem(null);
    if (back.current instanceof HTMLElement) back.current.focus();
  };
  const use = async () => {
    if (!read) return;
    const taken = await onData(data);
    if (taken) setUsed(`${read.name}: ${read.says}.`);
    leave();
  };
  return (
    <details className={styles.panel}>
      <summary>{title}</summary>
      {drawing}
      <p id={how}>{children} Drop it anywhere on this page, pick or paste it; nothing leaves the browser.</p>
      {settings}
      <label>
        <span>File</span>
        <input
          type="file"
          accept={accept}
          aria-describedby={how}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) desk.current.takeFile(file);
            event.target.value = '';
          }}
        />
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          desk.current.takeText(text);
        }}
      >
        <label>
          <span>Or paste</span>
          <textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} aria-describedby={how} />
        </label>
        <button type="submit" className="button">
          Look at these
        </button>
      </form>
      {used ? <p role="status">{used}</p> : null}
      {read || problem ? (
        <PreviewDialog
          key={read?.name ?? 'problem'}
          read={read}
          problem={problem}
          data={data}
          choice={choice}
          check={check}
          onUse={use}
          onLeave={leave}
        />
      ) : null}
    </details>
  );
}
