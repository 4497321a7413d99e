import { type ReactNode, useId, useState } from 'react';
import type { DataPanelProps } from './bench-views.ts';
import styles from './data-panel.module.css';

/** A reader's rows as a bench takes them, and in words what was understood. */
export interface ReadRows {
  readonly data: unknown;
  readonly says: string;
}

export interface RowsPanelProps extends DataPanelProps {
  readonly title: string;
  /** What is accepted. */
  readonly children: ReactNode;
  /** Both throw one sentence naming row and column. */
  readonly readFile: (file: File) => Promise<ReadRows>;
  readonly readText: (text: string, name: string) => ReadRows;
}

/** The reader's own rows, from a file or pasted. Nothing leaves the browser. */
export function RowsPanel({ onData, onProblem, title, children, readFile, readText }: RowsPanelProps) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<string | null>(null);
  const how = useId();
  const take = async (name: string, make: () => ReadRows | Promise<ReadRows>) => {
    setRead(null);
    try {
      const { data, says } = await make();
      if (await onData(data)) setRead(`${name}: ${says}.`);
    } catch (error) {
      onProblem((error as Error).message);
    }
  };
  return (
    <details className={styles.panel}>
      <summary>{title}</summary>
      <p id={how}>{children}</p>
      <label>
        <span>File</span>
        <input
          type="file"
          accept=".csv,.txt,.json"
          aria-describedby={how}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void take(file.name, () => readFile(file));
            event.target.value = '';
          }}
        />
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take('What was pasted', () => readText(text, 'The text'));
        }}
      >
        <label>
          <span>Or paste</span>
          <textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} aria-describedby={how} />
        </label>
        <button type="submit">Use these</button>
      </form>
      {read ? <p role="status">{read}</p> : null}
    </details>
  );
}
