import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BenchDescription } from '../../engine/bench.ts';
import type { Outcome } from '../../engine/open-run.ts';
import { type RunSpec, specKey } from '../../engine/run-spec.ts';
import type { NumberParam, ParamValue } from '../../params/descriptor.ts';
import { fromPosition } from '../../params/text.ts';
import { valuesOf } from '../branch.ts';
import { runInBackground } from '../claims/background-run.ts';

/** One value of the slider, run to its end or its bound. */
export interface SweepPoint {
  readonly value: number;
  /** Null when it was left before its end, or could not be run. */
  readonly outcome: Outcome | null;
  readonly step: number;
  /** The last number of every metric. */
  readonly finals: Readonly<Record<string, number>>;
  /** Why there is nothing, or less than asked for. */
  readonly reason: string;
}

export interface Sweep {
  /** What the other settings were: a sweep of others is stale. */
  readonly base: string;
  readonly values: readonly number[];
  readonly points: readonly SweepPoint[];
  readonly running: boolean;
  /** What the reader chose to see; null leaves it to the sweep. */
  readonly metric: string | null;
  readonly message: string | null;
}

const VALUES = 9;
/** Seconds of computing for one value, and in all. */
const VALUE_SECONDS = 4;
const TOTAL_SECONDS = 40;
/** Ends first, then the middle, then what lies between: the shape is soon seen. */
const ORDER = [0, 8, 4, 2, 6, 1, 3, 5, 7];

const sweeps = createStore<{ readonly all: Readonly<Record<string, Sweep>> }>(() => ({ all: {} }));
export const useSweep = (key: string): Sweep | undefined => useStore(sweeps, ({ all }) => all[key]);
export const sweepKey = (spec: RunSpec, id: string): string => `${spec.bench} ${id}`;

const change = (key: string, next: Partial<Sweep>) =>
  sweeps.setState(({ all }) => (all[key] ? { all: { ...all, [key]: { ...all[key], ...next } } } : {}));
export const chooseMetric = (key: string, metric: string): void => change(key, { metric });
export const closeSweep = (key: string): void => {
  if (running?.key === key) cancelSweep();
  sweeps.setState(({ all }) => ({ all: Object.fromEntries(Object.entries(all).filter(([name]) => name !== key)) }));
};

/** The run with one parameter set, from its start: a branch is swept with the values it ended with. */
function withParam(description: BenchDescription, spec: RunSpec, id: string, value: ParamValue): RunSpec {
  const { changes: _, ...plain } = spec;
  const params = valuesOf(spec);
  return Object.hasOwn(description.methods[spec.method]!.params, id)
    ? { ...plain, params: { ...params, [id]: value } }
    : { ...plain, params, instanceParams: { ...spec.instanceParams, [id]: value } };
}

/** Equal for runs that differ in nothing but the parameter. */
export const baseKey = (description: BenchDescription, spec: RunSpec, id: string): string =>
  specKey(withParam(description, spec, id, 0));

let running: { readonly key: string; readonly stop: AbortController } | null = null;

export function cancelSweep(): void {
  if (!running) return;
  running.stop.abort(new Error('cancelled'));
  change(running.key, { running: false, message: 'Cancelled.' });
  running = null;
}

/** Runs the edited run at nine values over the slider's range and at the present one; one sweep at a time. */
export async function startSweep(description: BenchDescription, spec: RunSpec, id: string, param: NumberParam) {
  cancelSweep();
  const key = sweepKey(spec, id);
  const now = Number(valuesOf(spec)[id] ?? spec.instanceParams[id] ?? param.default);
  const grid = Array.from({ length: VALUES }, (_, k) => fromPosition(param, k / (VALUES - 1)));
  const values = [...new Set([now, ...ORDER.map((k) => grid[k]!)])];
  const stop = new AbortController();
  running = { key, stop };
  const metric = sweeps.getState().all[key]?.metric ?? null;
  const base = baseKey(description, spec, id);
  sweeps.setState(({ all }) => ({
    all: { ...all, [key]: { base, values, points: [], running: true, metric, message: null } },
  }));
  const began = performance.now();
  for (const value of values) {
    if ((performance.now() - began) / 1000 > TOTAL_SECONDS) {
      change(key, { message: `Left after ${TOTAL_SECONDS} s; not every value was run.` });
      break;
    }
    const point = await pointAt(description, withParam(description, spec, id, value), value, stop.signal);
    if (stop.signal.aborted) return;
    sweeps.setState(({ all }) => {
      const points = [...all[key]!.points, point].sort((p, q) => p.value - q.value);
      return { all: { ...all, [key]: { ...all[key]!, points } } };
    });
  }
  change(key, { running: false });
  running = null;
}

async function pointAt(
  description: BenchDescription,
  spec: RunSpec,
  value: number,
  signal: AbortSignal,
): Promise<SweepPoint> {
  try {
    const { trace, step } = await runInBackground(description, spec, { signal, seconds: VALUE_SECONDS });
    const finals = Object.fromEntries(
      Object.entries(trace.metrics).map(([name, column]) => [name, lastOf(column)] as const),
    );
    const reason =
      trace.outcome === 'diverged'
        ? `diverged at step ${step}`
        : trace.outcome === null
          ? `left at step ${step} after ${VALUE_SECONDS} s`
          : '';
    return { value, outcome: trace.outcome, step, finals, reason };
  } catch (error) {
    return {
      value,
      outcome: null,
      step: 0,
      finals: {},
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

function lastOf(column: ArrayLike<number>): number {
  for (let k = column.length - 1; k >= 0; k--) if (!Number.isNaN(column[k]!)) return column[k]!;
  return Number.NaN;
}
