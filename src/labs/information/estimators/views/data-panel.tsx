import { useId, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import styles from '../../../../ui/data-panel.module.css';
import { type ReadSamples, readSamples, readSamplesFile } from './read-samples.ts';

/** The reader's own samples, from a CSV or pasted: the last column is y. Nothing leaves the browser. */
export function DataPanel({ onData, onProblem }: DataPanelProps) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<string | null>(null);
  const how = useId();
  const take = async (name: string, make: () => ReadSamples | Promise<ReadSamples>) => {
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
      <summary>Your own data</summary>
      <p id={how}>
        A CSV, one sample a line: columns of x, and y as the last one. Whole numbers in y are classes, other numbers
        real. At most 5,000 samples; nothing leaves the browser.
      </p>
      <label>
        <span>File</span>
        <input
          type="file"
          accept=".csv,.txt,.json"
          aria-describedby={how}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void take(file.name, () => readSamplesFile(file));
            event.target.value = '';
          }}
        />
      </label>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take('What was pasted', () => readSamples(text, 'The text'));
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
