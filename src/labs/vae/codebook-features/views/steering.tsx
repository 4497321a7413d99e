import { useState } from 'react';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { TransitionsSnapshot } from '../snapshots.ts';
import styles from './steering.module.css';

/** The network reads one state, and its narrow layer is overwritten by what it holds for another. */
export function Steering({ picture, facts }: ViewProps) {
  const states = Number(facts.states ?? 36);
  const numbers = Array.from({ length: states }, (_, s) => s);
  const [read, setRead] = useState(0);
  const [put, setPut] = useState(1);
  const now = () => picture.get()?.snapshots.transitions as TransitionsSnapshot | undefined;
  const row = (values: Float64Array, s: number) => values.subarray(s * states, (s + 1) * states);
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const x = Array.from({ length: states }, (_, t) => t + 1);
    const allowed = shown ? x.filter((t) => row(shown.truth, put)[t - 1]! > 0) : [];
    return {
      x: { label: 'next state', scale: 'linear', domain: [0, states + 1] },
      y: { label: '', said: 'probability', scale: 'linear', domain: [0, 1] },
      series: shown
        ? [
            { name: `reading ${read + 1}`, form: 'dots', colour: 2, x, y: row(shown.predicted, read) },
            { name: `overwritten by ${put + 1}`, form: 'bars', colour: 1, x, y: row(shown.predicted, put) },
            { name: `may follow ${put + 1}`, form: 'dots', colour: 0, x: allowed, y: allowed.map(() => 0.25) },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  const moved = () => {
    const shown = now();
    if (!shown) return null;
    const truth = row(shown.truth, put);
    const on = (s: number) => row(shown.predicted, s).reduce((sum, p, t) => sum + (truth[t]! > 0 ? p : 0), 0);
    return { before: on(read), after: on(put) };
  };
  const pick = (label: string, value: number, set: (state: number) => void) => (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => set(Number(event.target.value))}>
        {numbers.map((s) => (
          <option key={s} value={s}>
            {s + 1}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div>
      <div className={styles.picks}>
        {pick('Read state', read, setRead)}
        {pick('and overwrite it by that of', put, setPut)}
      </div>
      <ChartFigure
        title="Steering"
        unit="probability of each next state"
        name="steering"
        mount={mountPlot}
        source={source}
        height={240}
        summary={() => {
          const mass = moved();
          return mass
            ? `Overwriting moves the mass on the states that may follow state ${put + 1} from ${mass.before.toFixed(2)} to ${mass.after.toFixed(2)}.`
            : 'What overwriting the narrow layer does, once something has run.';
        }}
        table={() => {
          const shown = now();
          return {
            head: ['Next state', 'Before', 'After'],
            rows: Array.from({ length: shown ? states : 0 }, (_, t) => [
              String(t + 1),
              row(shown!.predicted, read)[t]!.toFixed(3),
              row(shown!.predicted, put)[t]!.toFixed(3),
            ]),
          };
        }}
      />
    </div>
  );
}
