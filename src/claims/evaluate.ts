import type { Outcome } from '../engine/open-run.ts';
import type { Claim, ClaimForm, Measure, Verdict } from './claim.ts';

/** What a claim may see of a run. */
export interface Trace {
  readonly step: ArrayLike<number>;
  readonly work: ArrayLike<number>;
  readonly metrics: Readonly<Record<string, ArrayLike<number>>>;
  readonly outcome: Outcome;
}

/** A measured number; `atLeast` when a run was stopped before it was reached, so that it may be larger. */
export interface Measured {
  readonly value: number;
  readonly atLeast: boolean;
}

export interface ClaimResult {
  readonly claim: string;
  readonly measured: readonly Measured[];
  readonly verdict: Verdict;
  /** The seed that decides: the one nearest to, or furthest beyond, the bound. */
  readonly worst: Measured | null;
}

/** Every run a measure speaks of. */
export function runsOf(measure: Measure): string[] {
  switch (measure.kind) {
    case 'ratio':
      return [...new Set([...runsOf(measure.of), ...runsOf(measure.over)])];
    case 'difference':
      return [...new Set([...runsOf(measure.of), ...runsOf(measure.minus)])];
    default:
      return [measure.run];
  }
}

const NOT_FOUND: Measured = { value: Number.NaN, atLeast: false };

/** Evaluates a measure on the traces of its runs. NaN where a number does not exist; never throws. */
export function evaluate(measure: Measure, traces: Readonly<Record<string, Trace>>): Measured {
  switch (measure.kind) {
    case 'stepsTo':
    case 'workTo': {
      const trace = traces[measure.run];
      const values = trace?.metrics[measure.metric];
      if (!trace || !values) return NOT_FOUND;
      const scale = measure.kind === 'stepsTo' ? trace.step : trace.work;
      for (let k = 0; k < values.length; k++)
        if (values[k]! <= measure.bound) return { value: scale[k]!, atLeast: false };
      return trace.outcome === 'diverged' || values.length === 0
        ? { value: Number.POSITIVE_INFINITY, atLeast: false }
        : { value: scale[values.length - 1]!, atLeast: true };
    }
    case 'final': {
      const values = traces[measure.run]?.metrics[measure.metric];
      return values && values.length > 0 ? { value: values[values.length - 1]!, atLeast: false } : NOT_FOUND;
    }
    case 'minimum': {
      const values = Array.from(traces[measure.run]?.metrics[measure.metric] ?? []).filter(
        (value) => !Number.isNaN(value),
      );
      return values.length > 0 ? { value: Math.min(...values), atLeast: false } : NOT_FOUND;
    }
    case 'ratio': {
      const of = evaluate(measure.of, traces);
      const over = evaluate(measure.over, traces);
      // A denominator that was stopped early only bounds the ratio from above: nothing can be said to hold.
      return over.atLeast ? NOT_FOUND : { value: of.value / over.value, atLeast: of.atLeast };
    }
    case 'difference': {
      const of = evaluate(measure.of, traces);
      const minus = evaluate(measure.minus, traces);
      return minus.atLeast ? NOT_FOUND : { value: of.value - minus.value, atLeast: of.atLeast };
    }
    default:
      return measure satisfies never;
  }
}

/** Whether one measured number meets the form's bounds. A number stopped early cannot meet an upper bound. */
export function meets(form: ClaimForm, { value, atLeast }: Measured): boolean {
  if (Number.isNaN(value)) return false;
  if (form.atLeast !== undefined && !(value >= form.atLeast)) return false;
  if (form.atMost !== undefined && (atLeast || !(value <= form.atMost))) return false;
  return true;
}

/** Measures a claim on all seeds of a form; it holds when every seed meets the bound. */
export async function measureClaim(
  claim: Claim,
  form: ClaimForm,
  run: (run: string, seed: number) => Promise<Trace>,
  onSeed?: (measured: Measured) => void,
): Promise<ClaimResult> {
  const measured: Measured[] = [];
  for (const seed of form.seeds) {
    const traces: Record<string, Trace> = {};
    for (const name of runsOf(form.measure)) traces[name] = await run(name, seed);
    const value = evaluate(form.measure, traces);
    measured.push(value);
    onSeed?.(value);
  }
  const holds = measured.length > 0 && measured.every((value) => meets(form, value));
  return {
    claim: claim.id,
    measured,
    verdict: measured.length === 0 ? 'not measured' : holds ? 'holds' : 'does not hold here',
    worst: worstOf(form, measured),
  };
}

function worstOf(form: ClaimForm, measured: readonly Measured[]): Measured | null {
  // A number stopped early may lie anywhere above, which no upper bound allows.
  const failing = measured.find(({ value, atLeast }) => Number.isNaN(value) || (atLeast && form.atMost !== undefined));
  if (failing) return failing;
  const sorted = [...measured].sort((p, q) => p.value - q.value);
  return (form.atLeast !== undefined ? sorted[0] : sorted.at(-1)) ?? null;
}
