import { useState } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import { MAX_STEPS, type RunSpec, readRule, writeRule } from '../../engine/run-spec.ts';
import styles from './controls.module.css';

interface Props {
  readonly description: BenchDescription;
  readonly spec: RunSpec;
  readonly onChange: (change: Partial<Pick<RunSpec, 'until' | 'maxSteps'>>) => void;
}

/** When a run ends: a rule on a metric, and a limit of steps. */
export function StopControl({ description, spec, onChange }: Props) {
  const [draft, setDraft] = useState<{ rule?: string; steps?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const commitRule = (text: string) => {
    const rule = text.trim() === '' || text === 'none' ? null : readRule(description, text);
    const ok = text.trim() === '' || text === 'none' || rule !== null;
    setProblem(
      ok
        ? null
        : `“${text}” is no rule; accepted is METRIC<VALUE or METRIC>VALUE, such as marginalError<1e-9, or nothing.`,
    );
    setDraft({});
    if (ok) onChange({ until: rule });
  };
  const commitSteps = (text: string) => {
    const steps = Number(text.replaceAll(',', ''));
    const ok = Number.isInteger(steps) && steps >= 1 && steps <= MAX_STEPS;
    setProblem(ok ? null : `“${text}” is no limit; accepted is a whole number from 1 to ${MAX_STEPS}.`);
    setDraft({});
    if (ok) onChange({ maxSteps: steps });
  };
  return (
    <div className={styles.stop}>
      <label>
        <span>Stop when</span>
        <input
          value={draft.rule ?? (spec.until ? writeRule(spec.until) : '')}
          placeholder="never"
          spellCheck={false}
          onChange={(event) => setDraft({ rule: event.target.value })}
          onBlur={(event) => draft.rule !== undefined && commitRule(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && commitRule(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>or after</span>
        <input
          inputMode="numeric"
          value={draft.steps ?? String(spec.maxSteps)}
          onChange={(event) => setDraft({ steps: event.target.value })}
          onBlur={(event) => draft.steps !== undefined && commitSteps(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && commitSteps(event.currentTarget.value)}
        />
        <span>steps</span>
      </label>
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}
