import type { RunId } from '../engine/protocol.ts';
import { wantedPictures } from './conductor.ts';
import { sharedCursor, stepAt } from './race/shared-cursor.ts';
import { type RunState, runs } from './stores/runs.ts';
import { ask } from './worker-client.ts';

/**
 * Turns the pictures back to any past step. Solvers go forwards only, and equal specs give equal bits: a step between
 * the stored pictures is made again by a second run of the same spec. Such runs stay where they came to, as checkpoints
 * for later steps; at most `PARKED` of them are kept, the longest unused is given up first.
 */
const PARKED = 6;
/** While the reader drags, nothing is made again. */
const SETTLE_MS = 140;
const SLICE_MS = 25;
/** Pictures made on the way to a step, so that going back by single steps does not begin anew each time. */
const APPROACH = 6;

interface Parked {
  readonly key: string;
  readonly id: RunId;
  step: number;
  busy: boolean;
}

/** In order of use. */
let parked: Parked[] = [];
/** Ids of replays, out of the way of the conductor's and of the measurements'. */
let nextRun = 2_000_000_000;
let timer: ReturnType<typeof setTimeout> | undefined;
let wish = 0;

function forget(one: Parked): void {
  parked = parked.filter((other) => other !== one);
  void ask({ type: 'close', run: one.id }).catch(() => undefined);
}

/** The replay that stands exactly at a step of a run, to be asked about it. */
export const replayAt = (key: string, step: number): RunId | null =>
  parked.find((one) => one.key === key && one.step === step && !one.busy)?.id ?? null;

/** The furthest replay at or before a step, or a new one. */
async function checkpoint(run: RunState, step: number): Promise<Parked> {
  const free = parked.filter((one) => one.key === run.key && one.step <= step && !one.busy);
  let best = free.reduce<Parked | null>((far, one) => (far === null || one.step > far.step ? one : far), null);
  if (!best) {
    best = { key: run.key, id: nextRun++ as RunId, step: 0, busy: true };
    while (parked.length >= PARKED) {
      const oldest = parked.find((one) => !one.busy);
      if (!oldest) break;
      forget(oldest);
    }
    parked.push(best);
    await ask({ type: 'open', run: best.id, spec: run.spec });
  } else parked = [...parked.filter((one) => one !== best), best];
  best.busy = true;
  return best;
}

async function replay(run: RunState, step: number, goOn: () => boolean): Promise<void> {
  const names = wantedPictures();
  if (names.length === 0 || run.history.has(step, names)) return;
  const one = await checkpoint(run, step);
  try {
    while (one.step < step && goOn()) {
      const near = step - one.step <= APPROACH;
      const { frame, outcome } = await ask({
        type: 'advance',
        run: one.id,
        budgetMs: SLICE_MS,
        maxSteps: near ? 1 : step - APPROACH - one.step,
        snapshots: near ? names : [],
        measureLast: near,
      });
      one.step = frame.step;
      if (frame.snapshots) run.history.insert(frame.snapshotStep, frame.snapshots);
      if (outcome !== null && one.step < step) break;
    }
    if (goOn() && !run.history.has(step, names)) {
      const { frame } = await ask({
        type: 'advance',
        run: one.id,
        budgetMs: 0,
        maxSteps: 0,
        snapshots: names,
        measureLast: false,
      });
      if (frame.snapshots) run.history.insert(frame.snapshotStep, frame.snapshots);
    }
  } finally {
    one.busy = false;
  }
}

/** Brings every run that leads a line to the step the reader looks at, as far as it came. */
async function turnBack(step: number): Promise<void> {
  const mine = ++wish;
  const goOn = () => mine === wish && runs.getState().cursor === step;
  runs.setState({ replaying: true });
  try {
    for (const run of runs.getState().list) {
      if (!goOn()) return;
      if (run.role === 'seed' || run.role === 'ghost' || run.step === 0) continue;
      // In a race by operations or seconds, equal budgets are different steps.
      const race = sharedCursor();
      const target = (race ? stepAt(run, race.amount) : step) ?? run.step;
      if (target > 0) await replay(run, Math.min(target, run.step), goOn);
    }
  } catch {
    // A run that was closed meanwhile: the nearest stored picture stays.
  } finally {
    if (mine === wish) runs.setState({ replaying: false });
  }
}

/** Starts watching the cursor; returns how to stop. */
export function followCursor(): () => void {
  const stop = runs.subscribe((state, before) => {
    if (state.list !== before.list) {
      const keys = new Set(state.list.map((run) => run.key));
      for (const one of parked) if (!keys.has(one.key) && !one.busy) forget(one);
    }
    if (state.cursor === before.cursor && state.pictures === before.pictures) return;
    clearTimeout(timer);
    const { cursor } = state;
    if (cursor === null) {
      wish++;
      if (state.replaying) runs.setState({ replaying: false });
    } else timer = setTimeout(() => void turnBack(cursor), SETTLE_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
    wish++;
    for (const one of [...parked]) forget(one);
  };
}
