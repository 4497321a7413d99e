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
  /** The number that decides: of the seed nearest to, or furthest beyond, the bound, or of all seeds together. */
  readonly worst: Measured | null;
}

/** Every run a measure speaks of. */
export function runsOf(measure: Measure): string[] {
  switch (measure.kind) {
    case 'ratio':
      return [...new Set([...runsOf(measure.of), ...runsOf(measure.over)])];
    case 'difference':
      return [...new Set([...runsOf(measure.of), ...runsOf(measure.minus)])];
    case 'mean':
      return [...new Set(measure.of.flatMap(runsOf))];
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
    case 'minimum':
    case 'maximum': {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = measure.window ?? {};
      const trace = traces[measure.run];
      const values = Array.from(trace?.metrics[measure.metric] ?? []).filter(
        (value, k) => !Number.isNaN(value) && trace!.step[k]! >= from && trace!.step[k]! <= to,
      );
      if (values.length === 0) return NOT_FOUND;
      const pick = measure.kind === 'minimum' ? Math.min : Math.max;
      return { value: values.reduce((best, value) => pick(best, value)), atLeast: false };
    }
    case 'at': {
      const trace = traces[measure.run];
      const values = trace?.metrics[measure.metric];
      const found = Array.from(trace?.step ?? []).findIndex((step) => step >= measure.step);
      return values && found >= 0 ? { value: values[found]!, atLeast: false } : NOT_FOUND;
    }
    case 'fallsTo': {
      const trace = traces[measure.run];
      const values = Array.from(trace?.metrics[measure.metric] ?? []);
      const known = values.filter((value) => !Number.isNaN(value));
      if (!trace || known.length === 0) return NOT_FOUND;
      const peak = values.indexOf(known.reduce((best, value) => Math.max(best, value)));
      const fallen = values.findIndex((value, k) => k > peak && value <= measure.bound);
      if (fallen >= 0) return { value: trace.step[fallen]!, atLeast: false };
      return { value: trace.step[values.length - 1]!, atLeast: true };
    }
    case 'mean': {
      const all = measure.of.map((one) => evaluate(one, traces));
      if (all.length === 0) return NOT_FOUND;
      return {
        value: all.reduce((sum, { value }) => sum + value, 0) / all.length,
        atLeast: all.some(({ atLeast }) => atLeast),
      };
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
  return judge(claim, form, measured);
}

/** The verdict on what was measured, one number a seed. */
export function judge(claim: Claim, form: ClaimForm, measured: readonly Measured[]): ClaimResult {
  const judged = acrossSeeds(form, measured);
  const holds = judged.length > 0 && judged.every((value) => meets(form, value));
  return {
    claim: claim.id,
    measured,
    verdict: measured.length === 0 ? 'not measured' : holds ? 'holds' : 'does not hold here',
    worst: worstOf(form, judged),
  };
}

/** The numbers the bounds are on: those of the seeds, or the one number made of them. */
function acrossSeeds({ across = 'every' }: ClaimForm, measured: readonly Measured[]): readonly Measured[] {
  if (across === 'every' || measured.length === 0) return measured;
  const values = measured.map(({ value }) => value);
  const atLeast = measured.some((one) => one.atLeast);
  // A range of numbers that were stopped early says nothing either way.
  if (across === 'range') return [atLeast ? NOT_FOUND : { value: Math.max(...values) - Math.min(...values), atLeast }];
  return [{ value: values.reduce((sum, value) => sum + value, 0) / values.length, atLeast }];
}

function worstOf(form: ClaimForm, measured: readonly Measured[]): Measured | null {
  // A number stopped early may lie anywhere above, which no upper bound allows.
  const failing = measured.find(({ value, atLeast }) => Number.isNaN(value) || (atLeast && form.atMost !== undefined));
  if (failing) return failing;
  const sorted = [...measured].sort((p, q) => p.value - q.value);
  return (form.atLeast !== undefined ? sorted[0] : sorted.at(-1)) ?? null;
}
