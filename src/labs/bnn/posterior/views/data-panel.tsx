import { useId, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import panel from '../../../../ui/data-panel.module.css';
import { MOST_BYTES, readTable } from './read-table.ts';
import styles from './views.module.css';

/** The reader's own table: a file picked or dropped, or lines that are pasted. Nothing leaves the browser. */
export function DataPanel({ onData, onProblem }: DataPanelProps) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const how = useId();
  const take = async (name: string, given: () => string | Promise<string>) => {
    setRead(null);
    try {
      const { data, says } = readTable(await given(), name);
      if (await onData(data)) setRead(`${name}: ${says}.`);
    } catch (error) {
      onProblem((error as Error).message);
    }
  };
  const takeFile = (file: File | undefined) => {
    if (!file) return;
    void take(file.name, () => {
      if (file.size > MOST_BYTES)
        throw new Error(
          `${file.name} has ${(file.size / 1e6).toFixed(0)} MB; at most ${MOST_BYTES / 1e6} MB are accepted.`,
        );
      return file.text();
    });
  };
  return (
    <details
      className={`${panel.panel} ${styles.drop}`}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        takeFile(event.dataTransfer.files[0]);
      }}
    >
      <summary>Your own table</summary>
      <p id={how}>
        A CSV with one row a line: 1 to 20 columns of numbers, and the class or value in a column called label, class,
        target or y, else in the last one. 20 to 5,000 rows; a first line of names is understood. Drop a file here, pick
        one, or paste; nothing leaves the browser.
      </p>
      <label>
        <span>File</span>
        <input
          type="file"
          accept=".csv,.tsv,.txt"
          aria-describedby={how}
          onChange={(event) => {
            takeFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take('What was pasted', () => text);
        }}
      >
        <label>
          <span>Or paste lines of a CSV</span>
          <textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} aria-describedby={how} />
        </label>
        <button type="submit">Use these</button>
      </form>
      {read ? <p role="status">{read}</p> : null}
    </details>
  );
}
