import type { RaceUnit } from '../../engine/link.ts';
import type { Outcome } from '../../engine/open-run.ts';

/** A run in a race, as its recorder has it: what it had spent and what it had reached, row by row. */
export interface Entrant {
  readonly key: string;
  readonly spent: Readonly<Record<RaceUnit, ArrayLike<number>>>;
  readonly values: ArrayLike<number>;
  readonly outcome: Outcome | null;
}

/** How a metric is compared: which way is better, and by ratio or by difference. */
export interface Contest {
  readonly better: 'lower' | 'higher';
  readonly scale: 'log' | 'linear';
}

/** How far behind: a factor on a log scale, else a difference in the metric's own unit. */
export interface Gap {
  readonly kind: 'ratio' | 'difference';
  readonly size: number;
}

/** When a run came to the leader's value: so many times the leader's budget; `lost` when it had it and has it no more. */
export type Reached = { readonly when: 'later' | 'lost' | 'never'; readonly ratio: number | null };

export interface Standing {
  readonly key: string;
  /** From 1; equal values share a place. Null where there is nothing to compare. */
  readonly rank: number | null;
  /** The last value measured within the budget; NaN where there is none. */
  readonly value: number;
  /** What it had spent at that row, or nothing. */
  readonly spent: Readonly<Record<RaceUnit, number>> | null;
  readonly diverged: boolean;
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

/** The furthest amount that every run has come to; a run that has ended stands where it is for any amount. */
export function commonAmount(all: readonly Pick<Entrant, 'spent' | 'outcome'>[], unit: RaceUnit): number {
  const going = all.filter((one) => one.outcome === null);
  const reaches = (going.length > 0 ? going : all).map((one) => lastOf(one.spent[unit]));
  if (reaches.length === 0) return 0;
  return going.length > 0 ? Math.min(...reaches) : Math.max(...reaches);
}

/** Who is ahead when each run has spent `amount`, the best first; what cannot be compared comes last. */
export function standings(
  all: readonly Entrant[],
  unit: RaceUnit,
  amount: number,
  { better, scale }: Contest,
): Standing[] {
  const ahead = (a: number, b: number) => (better === 'lower' ? a < b : a > b);
  const found = all.map((entrant) => ({ entrant, ...stateAt(entrant, unit, amount) }));
  const sound = found
    .filter(({ value, diverged }) => Number.isFinite(value) && !diverged)
    .sort((a, b) => (ahead(a.value, b.value) ? -1 : ahead(b.value, a.value) ? 1 : 0));
  const lost = found.filter(({ diverged }) => diverged);
  const silent = found.filter((one) => !one.diverged && !Number.isFinite(one.value));
  const lead = sound[0];
  const placed = sound.map((one): Standing => {
    const behind = lead !== undefined && one.value !== lead.value;
    return {
      ...standing(one),
      rank: 1 + sound.filter((other) => ahead(other.value, one.value)).length,
      gap: behind ? gapOf(one.value, lead.value, scale) : null,
      reached: behind ? reachedOf(one.entrant, lead.entrant, lead.value, unit, one.at, better) : null,
    };
  });
  return [
    ...placed,
    ...lost.map((one) => ({ ...standing(one), rank: sound.length + 1 })),
    ...silent.map((one) => standing(one)),
  ];
}

interface Found {
  readonly entrant: Entrant;
  readonly at: number;
  readonly value: number;
  readonly diverged: boolean;
}

function stateAt({ spent, values, outcome }: Entrant, unit: RaceUnit, amount: number): Omit<Found, 'entrant'> {
  const at = rowAt(spent[unit], amount);
  let measured = at;
  while (measured >= 0 && Number.isNaN(values[measured]!)) measured--;
  const value = measured < 0 ? Number.NaN : values[measured]!;
  const past = outcome === 'diverged' && at === spent[unit].length - 1;
  return { at, value, diverged: past || Math.abs(value) === Number.POSITIVE_INFINITY };
}

function standing({ entrant, at, value, diverged }: Found): Standing {
  const { steps, work, seconds } = entrant.spent;
  return {
    key: entrant.key,
    rank: null,
    value,
    spent: at < 0 ? null : { steps: steps[at]!, work: work[at]!, seconds: seconds[at]! },
    diverged,
    gap: null,
    reached: null,
  };
}

export function gapOf(value: number, leader: number, scale: Contest['scale']): Gap {
  if (scale === 'log' && value > 0 && leader > 0)
    return { kind: 'ratio', size: value > leader ? value / leader : leader / value };
  return { kind: 'difference', size: Math.abs(value - leader) };
}

/** The first row at which a value is at least as good as wanted, or −1. */
function firstAt(values: ArrayLike<number>, wanted: number, better: Contest['better']): number {
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (Number.isFinite(value) && (better === 'lower' ? value <= wanted : value >= wanted)) return k;
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
