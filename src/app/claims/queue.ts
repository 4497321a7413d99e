import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Claim, ClaimForm } from '../../claims/claim.ts';
import { evaluate, type Measured, runsOf, type Trace } from '../../claims/evaluate.ts';
import { lastStep } from '../../engine/run-spec.ts';
import type { Paper } from '../../papers/paper.ts';
import { loadPaper } from '../catalogue.ts';
import { paperSpec } from '../presets.ts';
import { measuring } from '../stores/measuring.ts';
import { describeInBackground, runInBackground } from './background-run.ts';
import { claimKey, formOf, keepMeasurement, measurements } from './measurements.ts';

export interface Task {
  readonly slug: string;
  readonly claim: string;
}

/** Claims that are measured one after another in the second worker, whatever page is open. */
interface Queue {
  readonly waiting: readonly Task[];
  readonly current: Task | null;
  /** Of the tasks since the queue was last empty. */
  readonly done: number;
  readonly total: number;
  /** Share of the current claim that is done. */
  readonly share: number;
  /** Seeds of the current claim measured so far. */
  readonly live: readonly Measured[];
  readonly errors: Readonly<Record<string, string>>;
  /** How many seeds are measured; 0 takes those of the claim. */
  readonly seeds: number;
  /** Seconds a claim took, on average, since the queue was last empty. */
  readonly pace: number | null;
}

const REST = { waiting: [], current: null, done: 0, total: 0, share: 0, live: [], pace: null };
const SHOW_MS = 200;
export const queue = createStore<Queue>(() => ({ ...REST, errors: {}, seeds: 0 }));
queue.subscribe(({ done, total }) => {
  const told = measuring.getState();
  if (told.done !== done || told.total !== total) measuring.setState({ done, total });
});
export const useQueue = <T>(pick: (state: Queue) => T): T => useStore(queue, pick);
export const setSeedCount = (seeds: number): void => queue.setState({ seeds });
export const keyOf = (task: Task | null): string | null => (task ? claimKey(task.slug, task.claim) : null);

/** A claim's own seeds, and the whole numbers after them up to so many. */
export function seedsFor({ seeds }: ClaimForm, count: number): number[] {
  const all = [...seeds];
  for (let next = Math.max(0, ...seeds) + 1; all.length < count; next++) all.push(next);
  return all;
}

let working: AbortController | null = null;
let stopCurrent: AbortController | null = null;

export function measure(tasks: readonly Task[]): void {
  const { waiting, current, total, errors } = queue.getState();
  const known = new Set([...waiting, ...(current ? [current] : [])].map(keyOf));
  const added = tasks.filter((task) => !known.has(keyOf(task)));
  const old = new Set(added.map(keyOf));
  queue.setState({
    waiting: [...waiting, ...added],
    total: total + added.length,
    errors: Object.fromEntries(Object.entries(errors).filter(([key]) => !old.has(key))),
  });
  if (!working) void work();
}

export function cancelAll(): void {
  working?.abort(new Error('cancelled'));
  stopCurrent?.abort(new Error('cancelled'));
  working = null;
  queue.setState(REST);
}

export function cancelTask(key: string): void {
  const { waiting, current, total } = queue.getState();
  if (keyOf(current) === key) stopCurrent?.abort(new Error('cancelled'));
  const left = waiting.filter((task) => keyOf(task) !== key);
  queue.setState({ waiting: left, total: total - (waiting.length - left.length) });
}

async function work(): Promise<void> {
  const mine = new AbortController();
  working = mine;
  // Equal runs of a paper are made once; those of another paper are let go.
  let runs = { slug: '', made: new Map<string, Promise<Trace & { readonly backend: string }>>() };
  let spent = 0;
  let measured = 0;
  for (;;) {
    const [task, ...waiting] = queue.getState().waiting;
    if (!task) break;
    if (task.slug !== runs.slug) runs = { slug: task.slug, made: new Map() };
    const stop = new AbortController();
    stopCurrent = stop;
    queue.setState({ waiting, current: task, share: 0, live: [] });
    const began = performance.now();
    try {
      await measureOne(task, runs.made, stop.signal, (began) => !mine.signal.aborted && queue.setState(began));
      spent += (performance.now() - began) / 1000;
      measured++;
    } catch (error) {
      if (mine.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      if (!stop.signal.aborted)
        queue.setState(({ errors }) => ({ errors: { ...errors, [keyOf(task)!]: `Not measured: ${message}` } }));
    }
    if (mine.signal.aborted) return;
    queue.setState(({ done }) => ({ done: done + 1, share: 0, pace: measured > 0 ? spent / measured : null }));
  }
  working = null;
  queue.setState(REST);
}

async function measureOne(
  { slug, claim: id }: Task,
  made: Map<string, Promise<Trace & { readonly backend: string }>>,
  signal: AbortSignal,
  show: (state: Partial<Queue>) => void,
): Promise<void> {
  const paper = await loadPaper(slug);
  const claim = paper?.claims.find((one) => one.id === id);
  if (!paper || !claim) throw new Error('there is no such claim.');
  const form = claim.quick;
  const seeds = seedsFor(form, queue.getState().seeds);
  const names = runsOf(form.measure);
  const started = performance.now();
  const backends = new Set<string>();
  const measured: Measured[] = [];
  let finished = 0;
  let shown = 0;
  const progress = (part: number) => {
    if (performance.now() - shown < SHOW_MS) return;
    shown = performance.now();
    show({ share: Math.min(1, (finished + part) / (seeds.length * names.length)) });
  };
  for (const seed of seeds) {
    const traces: Record<string, Trace> = {};
    for (const name of names) {
      const key = `${name} ${seed}`;
      let run = made.get(key);
      if (!run) {
        run = traceOf(paper, name, seed, signal, progress);
        run.catch(() => made.delete(key));
        made.set(key, run);
      }
      const trace = await run;
      backends.add(trace.backend);
      traces[name] = trace;
      finished++;
      progress(0);
    }
    measured.push(evaluate(form.measure, traces));
    signal.throwIfAborted();
    show({ live: [...measured], share: finished / (seeds.length * names.length) });
  }
  keepMeasurement(claimKey(slug, id), {
    seeds,
    measured: measured.map(({ value }) => (Number.isFinite(value) ? value : String(value))),
    stopped: measured.map(({ atLeast }) => atLeast),
    backend: [...backends].join(', '),
    date: new Date().toISOString().slice(0, 10),
    seconds: (performance.now() - started) / 1000,
    form: formOf(paper, claim),
  });
}

/** Runs a paper's run to its end and returns what the claims may see of it. */
async function traceOf(paper: Paper, name: string, seed: number, signal: AbortSignal, onPart: (part: number) => void) {
  const named = paper.runs[name]!;
  const description = await describeInBackground(named.bench);
  const spec = { ...paperSpec(description, named).spec, seed };
  const end = lastStep(description, spec);
  const { trace, backend } = await runInBackground(description, spec, {
    signal,
    onStep: (step) => onPart(Math.min(1, step / end)),
  });
  return { ...trace, outcome: trace.outcome!, backend };
}

/** Seconds until the queue is empty, from what each claim took before or the others took so far; null is unknown. */
export function secondsLeft({ waiting, current, share, pace }: Queue): number | null {
  const { kept } = measurements.getState();
  let sum = 0;
  for (const task of [...(current ? [current] : []), ...waiting]) {
    const seconds = kept[keyOf(task)!]?.seconds ?? pace;
    if (seconds === null) return null;
    sum += task === current ? seconds * (1 - share) : seconds;
  }
  return sum;
}

export const isQueued = (state: Queue, key: string): boolean => state.waiting.some((task) => keyOf(task) === key);
export type { Claim, Queue };
