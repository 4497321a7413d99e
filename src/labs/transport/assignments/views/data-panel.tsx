import { useId, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import styles from '../../../../ui/data-panel.module.css';
import { type ReadScores, readScores, readScoresFile } from './read-scores.ts';

/** The reader's own scores, from a CSV or pasted. Nothing leaves the browser. */
export function DataPanel({ onData, onProblem }: DataPanelProps) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<string | null>(null);
  const how = useId();
  const take = async (name: string, make: () => ReadScores | Promise<ReadScores>) => {
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
      <summary>Your own scores</summary>
      <p id={how}>
        A CSV, a line for each sample or token, a column for each cluster or expert; higher is better. At most 5,000 by
        64; nothing leaves the browser. A JSON file may add labels and a similarity of the rows.
      </p>
      <label>
        <span>File</span>
        <input
          type="file"
          accept=".csv,.txt,.json"
          aria-describedby={how}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void take(file.name, () => readScoresFile(file));
            event.target.value = '';
          }}
        />
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take('What was pasted', () => readScores(text, 'The text'));
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
