import type { StoppingRule } from '../../engine/bench.ts';
import type { RaceUnit } from '../../engine/link.ts';
import type { Outcome } from '../../engine/open-run.ts';

/** A run in a race, as its recorder has it: what it had spent and what it had reached, row by row. */
export interface Entrant {
  readonly key: string;
  readonly spent: Readonly<Record<RaceUnit, ArrayLike<number>>>;
  readonly values: ArrayLike<number>;
  readonly outcome: Outcome | null;
  /** The rule that ends the run, where it is about the metric of the race. */
  readonly rule?: StoppingRule | null;
}

/** How a metric is compared: which way is better, and by ratio or by difference. */
export interface Contest {
  readonly better: 'lower' | 'higher';
  readonly scale: 'log' | 'linear';
}

/**
 * How far behind: a factor on a log scale, else a difference in the metric's own unit; `needed` is a factor of what was
 * spent, once all have ended at one value.
 */
export interface Gap {
  readonly kind: 'ratio' | 'difference' | 'needed';
  readonly size: number;
}

/** When a run came to the leader's value: so many times the leader's budget; `lost` when it had it and has it no more. */
export type Reached = { readonly when: 'later' | 'lost' | 'never'; readonly ratio: number | null };

export interface Standing {
  readonly key: string;
  /** From 1; level values share a place. Null where there is nothing to compare, and for what counts nothing. */
  readonly rank: number | null;
  /** The last value measured within the budget; NaN where there is none. */
  readonly value: number;
  /** What it had spent at that row, or nothing. */
  readonly spent: Readonly<Record<RaceUnit, number>> | null;
  readonly diverged: boolean;
  /** It has a value and spends nothing in the unit of the race, so it cannot be compared in it. */
  readonly uncounted: boolean;
  /** Ended by its own rule on the metric of the race. */
  readonly stopped: boolean;
  /** All have ended by one rule: places are by what each had spent, no more by value. */
  readonly byNeed: boolean;
  /** To the leader; null for the leader, its equals, and what cannot be compared. */
  readonly gap: Gap | null;
  readonly reached: Reached | null;
}

/** Index of the last row within an amount, or −1; amounts ascend along a run. */
export function rowAt(spent: ArrayLike<number>, amount: number): number {
  let low = 0;
  let high = spent.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spent[middle]! <= amount) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const lastOf = (column: ArrayLike<number>) => (column.length > 0 ? column[column.length - 1]! : 0);

/** Whether a run has gone on and spent nothing in a unit: an exact method counts no operations. */
export const countsNone = ({ spent }: Pick<Entrant, 'spent'>, unit: RaceUnit): boolean =>
  unit !== 'steps' && spent[unit].length > 0 && lastOf(spent[unit]) === 0;

/** The furthest amount that every run has come to; one that has ended stands where it is for any amount. */
export function commonAmount(all: readonly Pick<Entrant, 'spent' | 'outcome'>[], unit: RaceUnit): number {
  const going = all.filter((one) => one.outcome === null && !countsNone(one, unit));
  const reaches = (going.length > 0 ? going : all).map((one) => lastOf(one.spent[unit]));
  if (reaches.length === 0) return 0;
  return going.length > 0 ? Math.min(...reaches) : Math.max(...reaches);
}

/** A smaller share of a value is rounding. */
const ROUNDING = 1e-9;

/** No value is better than one that differs from it by rounding alone. */
const near = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) < ROUNDING * Math.max(Math.abs(a), Math.abs(b));

/** Who is ahead when each run has spent `amount`, the best first; what cannot be compared comes last. */
export function standings(
  all: readonly Entrant[],
  unit: RaceUnit,
  amount: number,
  { better, scale }: Contest,
): Standing[] {
  const found = all.map((entrant) => stateAt(entrant, unit, amount));
  const sound = found.filter((one) => Number.isFinite(one.value) && !one.diverged && !one.none);
  const needed = sound.length > 1 && sound.length === found.length && oneRule(sound, better);
  const keyOf = (one: Found) => (needed ? one.entrant.spent[unit][one.at]! : one.value);
  const sign = needed || better === 'lower' ? 1 : -1;
  sound.sort((a, b) => sign * (keyOf(a) - keyOf(b)));
  const level = (a: Found, b: Found) => near(keyOf(a), keyOf(b)) || (!needed && a.noise && b.noise);
  const lead = sound[0];
  const placed: Standing[] = [];
  let head = 0;
  sound.forEach((one, k) => {
    if (!level(sound[head]!, one)) head = k;
    const behind = head > 0;
    placed.push({
      ...standing(one),
      rank: head + 1,
      byNeed: needed,
      gap: !behind
        ? null
        : needed
          ? { kind: 'needed', size: keyOf(one) / keyOf(lead!) }
          : gapOf(one.value, lead!.value, scale),
      reached: behind && !needed ? reachedOf(one.entrant, lead!.entrant, lead!.value, unit, one.at, better) : null,
    });
  });
  const lost = found.filter((one) => one.diverged);
  const uncounted = found.filter((one) => one.none && !one.diverged && Number.isFinite(one.value));
  const silent = found.filter((one) => !one.diverged && !Number.isFinite(one.value));
  return [
    ...placed,
    ...lost.map((one) => ({ ...standing(one), rank: one.none ? null : sound.length + 1 })),
    ...uncounted.map((one) => ({ ...standing(one), uncounted: true })),
    ...silent.map(standing),
  ];
}

interface Found {
  readonly entrant: Entrant;
  readonly at: number;
  readonly value: number;
  readonly diverged: boolean;
  readonly none: boolean;
  readonly stopped: boolean;
  /** The value is rounding of the values it came from. */
  readonly noise: boolean;
}

/** Whether all have ended by one rule: then their values say nothing more, and what each needed does. */
function oneRule(all: readonly Found[], better: Contest['better']): boolean {
  const rule = all[0]!.entrant.rule;
  return all.every(
    ({ stopped, entrant }) =>
      stopped &&
      entrant.rule!.bound === rule!.bound &&
      entrant.rule!.direction === rule!.direction &&
      (entrant.rule!.direction === 'below') === (better === 'lower'),
  );
}

function stateAt(entrant: Entrant, unit: RaceUnit, amount: number): Found {
  const { spent, values, outcome, rule } = entrant;
  const at = rowAt(spent[unit], amount);
  let measured = at;
  while (measured >= 0 && Number.isNaN(values[measured]!)) measured--;
  const value = measured < 0 ? Number.NaN : values[measured]!;
  const ended = at >= 0 && at === spent[unit].length - 1;
  return {
    entrant,
    at,
    value,
    diverged: (ended && outcome === 'diverged') || Math.abs(value) === Number.POSITIVE_INFINITY,
    none: countsNone(entrant, unit),
    stopped: ended && outcome === 'converged' && rule != null,
    noise: Math.abs(value) <= Number.EPSILON * rangeOf(values, measured),
  };
}

/** How far apart the finite values up to a row are. */
function rangeOf(values: ArrayLike<number>, last: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let k = 0; k <= last; k++) {
    const value = values[k]!;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return Math.max(0, high - low);
}

function standing({ entrant, at, value, diverged, stopped }: Found): Standing {
  const { steps, work, seconds } = entrant.spent;
  return {
    key: entrant.key,
    rank: null,
    value,
    spent: at < 0 ? null : { steps: steps[at]!, work: work[at]!, seconds: seconds[at]! },
    diverged,
    uncounted: false,
    stopped,
    byNeed: false,
    gap: null,
    reached: null,
  };
}

export function gapOf(value: number, leader: number, scale: Contest['scale']): Gap {
  if (scale === 'log' && value > 0 && leader > 0)
    return { kind: 'ratio', size: value > leader ? value / leader : leader / value };
  return { kind: 'difference', size: Math.abs(value - leader) };
}

/** The first row at which a value is at least as good as wanted but for rounding, or −1. */
function firstAt(values: ArrayLike<number>, wanted: number, better: Contest['better']): number {
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (!Number.isFinite(value)) continue;
    if ((better === 'lower' ? value <= wanted : value >= wanted) || near(value, wanted)) return k;
  }
  return -1;
}

function reachedOf(
  one: Entrant,
  lead: Entrant,
  wanted: number,
  unit: RaceUnit,
  here: number,
  better: Contest['better'],
): Reached {
  const mine = firstAt(one.values, wanted, better);
  if (mine < 0) return { when: 'never', ratio: null };
  if (mine <= here) return { when: 'lost', ratio: null };
  const theirs = lead.spent[unit][firstAt(lead.values, wanted, better)]!;
  return { when: 'later', ratio: theirs > 0 ? one.spent[unit][mine]! / theirs : null };
}
