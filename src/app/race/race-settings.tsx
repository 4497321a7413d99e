import { useState } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import { isBudget, MAX_BUDGET, RACE_UNITS, type Race } from '../../engine/link.ts';
import { writeValue } from '../../params/text.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import { setRace } from '../stores/explorer.ts';
import styles from './race.module.css';
import { UNIT_WORDS } from './racers.ts';
import { contested } from './use-standings.ts';
import { setRaceUnit } from './x-axis.ts';

interface Props {
  readonly description: BenchDescription;
  readonly views: BenchViews;
  readonly race: Race;
  readonly metric: string | null;
  readonly onMetric: (metric: string) => void;
}

/** What is equal, up to how much, and what the race is about. */
export function RaceSettings({ description, views, race, metric, onMetric }: Props) {
  const metrics = contested(description, views);
  const words = { ...UNIT_WORDS, steps: views.stepName?.[1] ?? UNIT_WORDS.steps };
  return (
    <div className={styles.settings}>
      <fieldset className={styles.segments}>
        <legend>equal</legend>
        {RACE_UNITS.map((unit) => (
          <button type="button" key={unit} aria-pressed={race.unit === unit} onClick={() => setRaceUnit(unit)}>
            {words[unit]}
          </button>
        ))}
      </fieldset>
      <BudgetBox key={`${race.unit} ${race.budget}`} race={race} unit={words[race.unit]} />
      {metrics.length > 1 && metric !== null ? (
        <label>
          in{' '}
          <select value={metric} onChange={(event) => onMetric(event.target.value)} aria-label="Metric of the race">
            {metrics.map((id) => (
              <option key={id} value={id}>
                {description.metrics[id]!.label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}

/** A number as it is typed: `2,000` and `1e7` both are. Null for none, NaN for what is not a budget. */
export function readBudget(text: string, unit: Race['unit']): number | null {
  const bare = text.replace(/[,\s]/g, '');
  if (bare === '') return null;
  const value = unit === 'steps' ? Math.round(Number(bare)) : Number(bare);
  return isBudget(unit, value) ? value : Number.NaN;
}

function BudgetBox({ race, unit }: { race: Race; unit: string }) {
  const [text, setText] = useState(race.budget === null ? '' : writeValue(race.budget));
  const [wrong, setWrong] = useState(false);
  const commit = () => {
    const budget = readBudget(text, race.unit);
    setWrong(Number.isNaN(budget));
    if (!Number.isNaN(budget) && budget !== race.budget) setRace({ ...race, budget });
  };
  return (
    <label>
      up to{' '}
      <input
        value={text}
        inputMode="decimal"
        size={9}
        placeholder="the end"
        aria-label={`Budget in ${unit}`}
        aria-invalid={wrong}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      {wrong ? (
        <span role="alert">
          A budget is a number above 0 and up to {MAX_BUDGET[race.unit].toLocaleString('en-GB')}; empty is to the end.
        </span>
      ) : null}
    </label>
  );
}
