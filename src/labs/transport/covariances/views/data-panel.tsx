import { useId, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import styles from '../../../../ui/data-panel.module.css';
import { type ReadMatricesFile, readMatricesFile, readMatricesText } from './read-matrices-file.ts';

/** The reader's own covariance matrices, from a file or pasted. Nothing leaves the browser. */
export function DataPanel({ onData, onProblem }: DataPanelProps) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<string | null>(null);
  const how = useId();
  const take = async (name: string, make: () => ReadMatricesFile | Promise<ReadMatricesFile>) => {
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
      <summary>Your own matrices</summary>
      <p id={how}>
        A CSV, a line for each matrix with its d·d numbers row by row; or JSON, a list of matrices. Symmetric and
        positive definite, 2 × 2 to 10 × 10, at most 200; nothing leaves the browser.
      </p>
      <label>
        <span>File</span>
        <input
          type="file"
          accept=".csv,.txt,.json"
          aria-describedby={how}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void take(file.name, () => readMatricesFile(file));
            event.target.value = '';
          }}
        />
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take('What was pasted', () => readMatricesText(text, 'The text'));
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
