import { useEffect, useState } from 'react';
import { lastStep, MAX_SEED, writeRule } from '../../engine/run-spec.ts';
import { pause, play, restartRuns, stepOnce } from '../conductor.ts';
import { atBudget } from '../race/schedule.ts';
import { drawSeed, explorer, pinRun, setSeed, useExplorer } from '../stores/explorer.ts';
import { editedRun, runs, setSpeed, useRuns } from '../stores/runs.ts';
import { BackendBadge } from './backend-badge.tsx';
import styles from './run-bar.module.css';

const SPEEDS = [
  ['full speed', null],
  ['30 steps a second', 30],
  ['10 steps a second', 10],
  ['2 steps a second', 2],
] as const;
const OUTCOMES = { converged: 'converged', exhausted: 'stopped at the limit', diverged: 'diverged' } as const;

interface Props {
  readonly onShare: () => void;
  readonly embedded?: boolean;
  /** What a step is called in this bench. */
  readonly stepName?: readonly [one: string, many: string] | undefined;
}

/** Run, pause, step, restart, dice, speed; what the run has done; where it computes; pin and share. */
export function RunBar({ onShare, embedded = false, stepName = ['step', 'steps'] }: Props) {
  const playing = useRuns((state) => state.playing);
  const hasRun = useRuns((state) => editedRun(state) !== undefined);
  const speed = useRuns((state) => state.speed);
  const spec = useExplorer((state) => state.opened?.explorer.spec);
  const description = useExplorer((state) => state.opened?.description);
  if (!spec || !description) return null;
  const toggle = () => (playing ? pause() : play());
  return (
    <div className={styles.bar} role="toolbar" aria-label="Run" data-embedded={embedded}>
      <button type="button" className="button" data-first onClick={toggle} disabled={!hasRun} title="Space">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={playing ? 'M4 2h3v12H4zM9 2h3v12H9z' : 'M3 1.5v13l11-6.5z'} />
        </svg>
        {playing ? 'Pause' : 'Run'}
      </button>
      <button
        type="button"
        className="button"
        onClick={stepOnce}
        disabled={!hasRun}
        aria-label="Step once"
        title="Step once (.)"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 2v12l9-6zM12 2h2v12h-2z" />
        </svg>
      </button>
      <button
        type="button"
        className="button"
        onClick={restartRuns}
        disabled={!hasRun}
        aria-label="Restart with the same seed"
        title="Restart with the same seed (R)"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 2a6 6 0 1 1-5.7 4.1l1.5.5A4.4 4.4 0 1 0 8 3.6V6L4.5 3 8 0z" />
        </svg>
      </button>
      <span className={styles.seed}>
        <button
          type="button"
          className="button"
          onClick={drawSeed}
          aria-label="Draw a new seed"
          title="Draw a new seed (D)"
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path
              fillRule="evenodd"
              d="M2 1h12l1 1v12l-1 1H2l-1-1V2zm.6 1.6v10.8h10.8V2.6zM4 4h2.5v2.5H4zm5.5 5.5H12V12H9.5zM6.8 6.8h2.4v2.4H6.8z"
            />
          </svg>
        </button>
        <SeedBox seed={spec.seed} />
      </span>
      <label className={styles.pick}>
        <select
          value={String(speed)}
          onChange={(event) => setSpeed(event.target.value === 'null' ? null : Number(event.target.value))}
          aria-label="Speed"
        >
          {SPEEDS.map(([words, value]) => (
            <option key={words} value={String(value)}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Counter
        until={spec.until ? writeRule(spec.until).replace('<', ' < ').replace('>', ' > ') : null}
        maxSteps={lastStep(description, spec)}
        stepName={stepName}
      />
      <BackendBadge />
      <button type="button" className={`button ${styles.pin}`} onClick={pinRun} title="Keep this run and compare (P)">
        Pin run
      </button>
      <button type="button" className="button" onClick={onShare}>
        Share
      </button>
    </div>
  );
}

function SeedBox({ seed }: { seed: number }) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (text: string) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= MAX_SEED && value !== seed)
      setSeed(value);
    setDraft(null);
  };
  return (
    <input
      aria-label="Seed"
      inputMode="numeric"
      size={5}
      value={draft ?? String(seed)}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={(event) => draft !== null && commit(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
    />
  );
}

/** Steps, outcome, seconds and the time left; reads the store a few times a second, not on every frame. */
interface CounterProps {
  readonly until: string | null;
  readonly maxSteps: number;
  readonly stepName: readonly [one: string, many: string];
}

function Counter({ until, maxSteps, stepName }: CounterProps) {
  const [run, setRun] = useState(() => editedRun(runs.getState()));
  useEffect(() => {
    const read = () => setRun(editedRun(runs.getState()));
    const timer = setInterval(read, 100);
    return () => clearInterval(timer);
  }, []);
  const step = run?.step ?? 0;
  const rate = run && run.elapsed > 0.3 ? step / run.elapsed : 0;
  const left = rate > 0 && run?.outcome === null ? (maxSteps - step) / rate : null;
  const race = explorer.getState().opened?.explorer.race;
  const words = run?.outcome
    ? OUTCOMES[run.outcome]
    : run?.preparing
      ? 'preparing'
      : run?.status === 'opening'
        ? 'loading'
        : run && race && atBudget(run, race)
          ? 'at the budget'
          : '';
  return (
    <div className={styles.facts}>
      <b className={`number ${styles.count}`}>{step.toLocaleString('en-GB')}</b>
      <span role="status" className={styles.outcome}>
        {stepName[step === 1 ? 0 : 1]}
        {words ? `, ${words}` : ''}
      </span>
      {run && run.elapsed > 0 ? (
        <span className="number">{run.elapsed < 10 ? run.elapsed.toFixed(1) : Math.round(run.elapsed)} s</span>
      ) : null}
      {left !== null && left > 1 ? (
        <span className="number">
          at most {left > 90 ? `${Math.round(left / 60)} min` : `${Math.round(left)} s`} left
        </span>
      ) : null}
      <span className={styles.rule}>
        {until ? `until ${until}` : `${maxSteps.toLocaleString('en-GB')} ${stepName[1]}`}
      </span>
    </div>
  );
}
