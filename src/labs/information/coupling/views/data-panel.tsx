import { useId, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import styles from '../../../../ui/data-panel.module.css';

/** Numbers between anything that is no number. */
const numbersOf = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map(Number);

const textOf = (data: unknown, side: 'p' | 'q', otherwise: string): string => {
  const given = (data as Record<string, unknown> | null)?.[side];
  return Array.isArray(given) ? given.join(', ') : otherwise;
};

/** The reader's own two laws, typed as lists of masses. */
export function DataPanel({ data, onData }: DataPanelProps) {
  const [p, setP] = useState(() => textOf(data, 'p', '0.7, 0.2, 0.1'));
  const [q, setQ] = useState(() => textOf(data, 'q', '0.5, 0.3, 0.2'));
  const says = useId();
  return (
    <details className={styles.panel}>
      <summary>Your own data</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void onData({ p: numbersOf(p), q: numbersOf(q) });
        }}
      >
        <label>
          Law of X
          <input value={p} onChange={(event) => setP(event.target.value)} aria-describedby={says} />
        </label>
        <label>
          Law of Y
          <input value={q} onChange={(event) => setQ(event.target.value)} aria-describedby={says} />
        </label>
        <p id={says}>Masses separated by commas, summing to 1, at most 256 a side. Nothing leaves the browser.</p>
        <button type="submit">Use these</button>
      </form>
    </details>
  );
}
