import { useId, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import styles from '../../../../ui/data-panel.module.css';
import { readPoints } from '../../../../ui/read-points-file.ts';

const textOf = (data: unknown): string => {
  const points = (data as { points?: unknown } | null)?.points;
  return Array.isArray(points) ? points.map((point) => String(point)).join('\n') : '';
};

/** The reader's own points, a pair a line. */
export function DataPanel({ data, onData, onProblem }: DataPanelProps) {
  const [text, setText] = useState(() => textOf(data));
  const says = useId();
  return (
    <details className={styles.panel}>
      <summary>Your own points</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          try {
            const { data: read } = readPoints(text, 'The text');
            void onData({ points: 'points' in read ? read.points : [] });
          } catch (error) {
            onProblem((error as Error).message);
          }
        }}
      >
        <label>
          Points
          <textarea rows={6} value={text} onChange={(event) => setText(event.target.value)} aria-describedby={says} />
        </label>
        <p id={says}>One point a line, two numbers with a comma between; ten at least. Nothing leaves the browser.</p>
        <button type="submit">Use these</button>
      </form>
    </details>
  );
}
