import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { version } from '../../../package.json';
import type { Claim } from '../../claims/claim.ts';
import { type Measured, runsOf } from '../../claims/evaluate.ts';
import type { Paper } from '../../papers/paper.ts';

/** A claim as this browser measured it; numbers that do not exist or have no end are kept as text. */
export interface Kept {
  readonly seeds: readonly number[];
  readonly measured: readonly (number | string)[];
  readonly stopped: readonly boolean[];
  readonly backend: string;
  readonly date: string;
  readonly seconds: number;
  readonly version: string;
  /** What was run; a claim that has changed since is measured anew. */
  readonly form: string;
}

interface Measurements {
  readonly kept: Readonly<Record<string, Kept>>;
  /** Why the results last only as long as the page. */
  readonly problem: string | null;
}

const KEY = 'paperscope.claims';
const REFUSED = 'This browser keeps nothing for this page (blocked or full): results stay until it is closed.';

export const claimKey = (slug: string, claim: string): string => `${slug}/${claim}`;

function read(): Record<string, Kept> {
  const found = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, Kept>;
  const sound = (one: Kept) =>
    Array.isArray(one?.seeds) && Array.isArray(one.measured) && Array.isArray(one.stopped) && one.measured.length > 0;
  return Object.fromEntries(Object.entries(found).filter(([, one]) => sound(one)));
}

function restore(): Measurements {
  try {
    return { kept: read(), problem: null };
  } catch (error) {
    return { kept: {}, problem: error instanceof SyntaxError ? null : REFUSED };
  }
}

export const measurements = createStore<Measurements>(restore);
export const useMeasurements = <T>(pick: (state: Measurements) => T): T => useStore(measurements, pick);
// What another tab measures shows here too.
addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) measurements.setState(restore());
});

/** Keeps a result; another tab may have added some meanwhile. */
export function keepMeasurement(key: string, kept: Omit<Kept, 'version'>): void {
  const one = { ...kept, version };
  let all = { ...measurements.getState().kept, [key]: one };
  try {
    all = { ...all, ...read(), [key]: one };
    localStorage.setItem(KEY, JSON.stringify(all));
    measurements.setState({ kept: all, problem: null });
  } catch {
    measurements.setState({ kept: all, problem: REFUSED });
  }
}

export function forgetMeasurements(): void {
  measurements.setState({ kept: {} });
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept there.
  }
}

export const measuredOf = (kept: Kept): Measured[] =>
  kept.measured.map((value, k) => ({ value: Number(value), atLeast: kept.stopped[k] === true }));

/** A short text that changes with what a claim runs, its seeds and its bound. */
export function formOf(paper: Paper, { quick }: Claim): string {
  const text = JSON.stringify([quick, runsOf(quick.measure).map((name) => paper.runs[name])]);
  let hash = 2166136261;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 16777619);
  return (hash >>> 0).toString(36);
}
