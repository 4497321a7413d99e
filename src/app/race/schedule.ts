import type { Race, RaceUnit } from '../../engine/link.ts';

/** What the schedule needs to know of a run. */
export interface Lane {
  readonly step: number;
  readonly work: number;
  readonly elapsed: number;
}

/** How far one slice of a run may go. */
export interface Leave {
  readonly budgetMs: number;
  readonly maxSteps: number;
  /** The slice is the single step that comes to the budget: it is measured, due or not. */
  readonly last: boolean;
}

/** A run may pass the others by this share of what it has spent, and by a little at the start. */
const SHARE = 1.25;
const START = { steps: 8, work: 1, seconds: 0.012 } as const;

export const spentBy = ({ step, work, elapsed }: Lane, unit: RaceUnit): number =>
  unit === 'steps' ? step : unit === 'work' ? work : elapsed;

export const atBudget = (lane: Lane, { unit, budget }: Race): boolean =>
  budget !== null && spentBy(lane, unit) >= budget;

/** The runs whose turn it is: those that have spent least. */
export function behind<T extends Lane>(lanes: readonly T[], unit: RaceUnit): T[] {
  const least = Math.min(...lanes.map((lane) => spentBy(lane, unit)));
  return lanes.filter((lane) => spentBy(lane, unit) === least);
}

/**
 * How far a run may go before it is another's turn: a little beyond the foremost, and never beyond the budget. Exact in
 * steps; in operations by the mean of its steps so far, in seconds by the clock, so both may overshoot by one slice.
 */
export function leaveOf(lane: Lane, others: readonly Lane[], { unit, budget }: Race, sliceMs: number): Leave {
  const spent = spentBy(lane, unit);
  const foremost = Math.max(spent, ...others.map((other) => spentBy(other, unit)));
  const goal = Math.min(budget ?? Number.POSITIVE_INFINITY, Math.max(foremost, spent * SHARE + START[unit]));
  const left = goal - spent;
  const far = Number.MAX_SAFE_INTEGER;
  if (unit === 'seconds') return { budgetMs: Math.max(1, Math.min(sliceMs, 1000 * left)), maxSteps: far, last: false };
  if (unit === 'work') {
    const each = lane.step > 0 ? lane.work / lane.step : Number.NaN;
    const maxSteps = lane.step === 0 ? 1 : each > 0 ? Math.max(1, Math.min(far, Math.floor(left / each))) : far;
    return { budgetMs: sliceMs, maxSteps, last: false };
  }
  // The step that comes to the budget goes alone: it is measured, so that all runs have a row exactly there.
  const last = budget !== null && spent + 1 >= budget;
  const steps = Math.ceil(left);
  return {
    budgetMs: sliceMs,
    maxSteps: Math.max(1, budget !== null && spent + steps >= budget ? steps - 1 : steps),
    last,
  };
}
