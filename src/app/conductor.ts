import type { RunId } from '../engine/protocol.ts';
import { createRecorder } from '../engine/recorder.ts';
import { type RunSpec, specKey } from '../engine/run-spec.ts';
import { raceOn } from './race/racers.ts';
import { atBudget, behind, type Leave, leaveOf } from './race/schedule.ts';
import { createSnapshotHistory } from './snapshot-history.ts';
import { companionSpec, explorer, type Opened } from './stores/explorer.ts';
import { changeRun, editedRun, type Role, type RunState, runs } from './stores/runs.ts';
import { ask, RequestFailed, restart, startBackend } from './worker-client.ts';

/**
 * The one place that watches what the reader edits and opens, drives and closes runs. The page pulls: the next
 * `advance` of a run goes out when its frame has arrived, not on an animation frame, so a hidden tab goes on.
 */
const SLICE_MS = 12;
const FREE: Leave = { budgetMs: SLICE_MS, maxSteps: Number.MAX_SAFE_INTEGER, last: false };
const SNAPSHOT_MS = 110;
/** Of the time between two pictures, the share that making one may take where a bench does not say otherwise. */
const SNAPSHOT_SHARE = 0.12;
/** Runs that are not looked at keep a picture now and then, for the scrubber. */
const UNSEEN_SNAPSHOT_MS = 1200;
const DEBOUNCE_MS = 220;
/** A solver that has not let go by then is ended with its worker: the last resort, and the only one. */
const STOP_TIMEOUT_MS = 5000;

let nextRun = 1;
let pending: ReturnType<typeof setTimeout> | undefined;
let wantedSnapshots: readonly string[] = [];
let seenMethod: string | null = null;
let snapshotShare = SNAPSHOT_SHARE;
/** When a run's next picture is due. */
const nextSnapshot = new Map<string, number>();
/** Runs with a frame under way. */
const busy = new Set<string>();

/** Names of snapshots the views on screen draw, the method whose run they show (null: all), and the share of the time they may take. */
export function wantSnapshots(names: readonly string[], method: string | null, share = SNAPSHOT_SHARE): void {
  wantedSnapshots = names;
  seenMethod = method;
  snapshotShare = share;
  nextSnapshot.clear();
  runs.setState(({ pictures }) => ({ pictures: pictures + 1 }));
}
export const wantedPictures = (): readonly string[] => wantedSnapshots;

function wanted({ description, explorer: state }: Opened): { spec: RunSpec; role: Role; leader: string }[] {
  const leaders: { spec: RunSpec; role: Role }[] = [
    { spec: state.spec, role: 'edited' },
    ...state.companions.map((method) => ({
      spec: companionSpec(description, state.spec, method),
      role: 'companion' as const,
    })),
    ...state.pins.map((spec) => ({ spec, role: 'pin' as const })),
  ];
  const all = leaders.map(({ spec, role }) => ({ spec, role, leader: specKey(spec) }));
  for (const { spec, leader } of [...all]) {
    for (let k = 1; k < state.seeds; k++) all.push({ spec: { ...spec, seed: spec.seed + k }, role: 'seed', leader });
  }
  const seen = new Set<string>();
  return all.filter(({ spec }) => !seen.has(specKey(spec)) && seen.add(specKey(spec)));
}

function fresh(spec: RunSpec, role: Role, leader: string, metrics: readonly string[]): RunState {
  return {
    key: specKey(spec),
    spec,
    role,
    leader,
    id: null,
    status: 'waiting',
    outcome: null,
    step: 0,
    work: 0,
    elapsed: 0,
    preparing: false,
    phase: null,
    backend: null,
    recovery: null,
    message: null,
    facts: {},
    notes: [],
    floors: {},
    stride: 1,
    live: [],
    recorder: createRecorder(metrics),
    history: createSnapshotHistory(),
  };
}

function close(run: RunState): void {
  nextSnapshot.delete(run.key);
  if (run.id === null) return;
  const late = setTimeout(() => {
    restart('A run could not be stopped; the worker was started anew.');
    restartRuns();
  }, STOP_TIMEOUT_MS);
  ask({ type: 'close', run: run.id }).then(
    () => clearTimeout(late),
    () => clearTimeout(late),
  );
}

/** Brings the open runs in line with what is wanted; what stays, stays as it is. */
function reconcile(opened: Opened): void {
  const { list } = runs.getState();
  const before = new Map(list.map((run) => [run.key, run]));
  const metrics = Object.keys(opened.description.metrics);
  const sameBench = list[0]?.spec.bench === opened.description.id;
  const next = wanted(opened).map(({ spec, role, leader }) => {
    const known = before.get(specKey(spec));
    return known && known.role !== 'ghost' ? { ...known, role, leader } : fresh(spec, role, leader, metrics);
  });
  const kept = new Set(next.map((run) => run.key));
  const edited = list.find((run) => run.role === 'edited');
  const superseded =
    edited && edited.step > 0 && !kept.has(edited.key) ? edited : list.find((run) => run.role === 'ghost');
  for (const run of list) if (!kept.has(run.key)) close(run);
  const ghost =
    sameBench && superseded && !kept.has(superseded.key)
      ? [{ ...superseded, role: 'ghost' as const, id: null, status: 'ended' as const }]
      : [];
  runs.setState({ list: [...next, ...ghost], cursor: null });
}

let lastOpened: Opened | null = null;
/** Starts watching; returns how to stop. */
export function conduct(): () => void {
  const unsubscribe = explorer.subscribe(({ opened }) => {
    if (!opened || opened.explorer === lastOpened?.explorer) return;
    const dragging = opened.gesture && lastOpened !== null;
    lastOpened = opened;
    clearTimeout(pending);
    const apply = () => {
      const restarts =
        opened.change !== 'opened' && (runs.getState().playing || (editedRun(runs.getState())?.step ?? 0) > 0);
      reconcile(opened);
      // Only what is new runs: runs that have ended stay as they are.
      if (restarts) runs.setState({ playing: true });
      drive();
    };
    if (dragging) pending = setTimeout(apply, DEBOUNCE_MS);
    else apply();
  });
  return () => {
    unsubscribe();
    clearTimeout(pending);
  };
}

/** Goes on; when every run has ended, starts them all again. */
export function play(): void {
  runs.setState({ playing: true, cursor: null });
  const { list } = runs.getState();
  if (list.length > 0 && !list.some((run) => canAdvance(run) && !isHalted(run, list))) restartRuns();
  else drive();
}

export function pause(): void {
  runs.setState({ playing: false });
  for (const run of runs.getState().list) {
    if (run.id !== null && run.outcome === null && run.step > 0) finalPicture(run.key, run.id).catch(() => undefined);
  }
}

/** The same seed from the start: exactly the same runs. */
export function restartRuns(): void {
  const { list, playing } = runs.getState();
  for (const run of list) close(run);
  const metrics = Object.keys(lastOpened?.description.metrics ?? {});
  runs.setState({
    list: list.filter((run) => run.role !== 'ghost').map((run) => fresh(run.spec, run.role, run.leader, metrics)),
    cursor: null,
  });
  if (playing) drive();
}

/** One step of every run that has not ended. */
export function stepOnce(): void {
  runs.setState({ playing: false, cursor: null });
  for (const run of runs.getState().list) if (canAdvance(run)) void advance(run.key, true);
}

const canAdvance = (run: RunState) => run.role !== 'ghost' && run.outcome === null && run.status !== 'failed';

/** The run, or the run whose other seed it is, is in a race and has come to its budget. */
function isHalted(run: RunState, list: readonly RunState[]): boolean {
  const on = raceOn(list);
  if (!on?.racers.some((racer) => racer.key === run.leader)) return false;
  return atBudget(run, on.race);
}

/** In a race those that have spent least, and how far they may go; the other runs wait for its end. */
function turns(active: readonly RunState[], list: readonly RunState[]): [RunState, Leave][] {
  const on = raceOn(list);
  const racing = on ? active.filter((run) => on.racers.some((racer) => racer.key === run.leader)) : [];
  if (!on || racing.length === 0) return active.map((run) => [run, FREE]);
  return behind(racing, on.race.unit).map((run) => [run, leaveOf(run, racing, on.race, SLICE_MS)]);
}

/** Sends an advance to every run that is due one. */
function drive(): void {
  const { list, playing } = runs.getState();
  if (!playing) return;
  const open = list.filter(canAdvance);
  const active = open.filter((run) => !isHalted(run, list));
  if (active.length === 0) {
    // What halts at a budget has not ended: its picture is that of where it stands.
    if (open.length > 0) pause();
    else runs.setState({ playing: false });
    return;
  }
  for (const [run, leave] of turns(active, list)) if (!busy.has(run.key)) void advance(run.key, false, leave);
}

async function open(run: RunState): Promise<RunId | null> {
  const id = nextRun++ as RunId;
  changeRun(run.key, { id, status: 'opening' });
  const report = startBackend().then((reply) => {
    if (runs.getState().report !== reply.report) runs.setState({ report: reply.report });
  });
  report.catch((error: Error) => changeRun(run.key, { message: error.message }));
  try {
    const reply = await ask({ type: 'open', run: id, spec: run.spec });
    changeRun(run.key, {
      status: 'ready',
      backend: reply.backend,
      facts: reply.facts,
      notes: reply.notes,
      floors: reply.floors,
      stride: reply.stride,
      message: null,
    });
    return id;
  } catch (error) {
    changeRun(run.key, { status: 'failed', id: null, message: sentence(error) });
    return null;
  }
}

const sentence = (error: unknown) =>
  error instanceof RequestFailed ? error.message : `Something broke: ${String(error)}`;
const find = (key: string) => runs.getState().list.find((run) => run.key === key);

async function advance(key: string, once: boolean, leave: Leave = FREE): Promise<void> {
  if (busy.has(key)) return;
  busy.add(key);
  let pace = 0;
  try {
    const run = find(key);
    if (!run) return;
    const id = run.id ?? (await open(run));
    if (id === null || find(key)?.id !== id) return;
    const { speed } = runs.getState();
    const single = once || speed !== null;
    pace = speed !== null && !once ? 1000 / speed : 0;
    const snapshots = once || performance.now() >= (nextSnapshot.get(key) ?? 0) ? wantedSnapshots : [];
    const { frame, outcome, recovery, report } = await ask({
      type: 'advance',
      run: id,
      budgetMs: leave.budgetMs,
      maxSteps: single ? 1 : leave.maxSteps,
      snapshots,
      measureLast: single || leave.last,
    });
    const now = find(key);
    if (!now || now.id !== id) return;
    now.recorder.append(frame.rows);
    if (frame.snapshots) {
      now.history.keep(frame.snapshotStep, frame.snapshots);
      const pause = Math.max(SNAPSHOT_MS, (1000 * frame.snapshotSeconds) / snapshotShare);
      nextSnapshot.set(
        key,
        performance.now() +
          (seenMethod === null || run.spec.method === seenMethod ? pause : Math.max(pause, UNSEEN_SNAPSHOT_MS)),
      );
    }
    const last = outcome !== null && !frame.snapshots && wantedSnapshots.length > 0;
    changeRun(key, {
      step: frame.step,
      work: Object.values(frame.work).reduce((sum, amount) => sum + amount, 0),
      elapsed: frame.elapsed,
      preparing: frame.preparing,
      phase: frame.phase,
      ...(frame.live.length === now.live.length ? {} : { live: frame.live }),
      outcome,
      status: outcome === null ? 'running' : 'ended',
      ...(recovery ? { recovery } : {}),
      ...(report ? { backend: report.name } : {}),
    });
    if (report) runs.setState({ report });
    if (last) await finalPicture(key, id);
    // A step longer than a slice needs several.
    if (once && outcome === null && frame.step === run.step) setTimeout(() => void advance(key, true));
  } catch (error) {
    changeRun(key, { status: 'failed', message: sentence(error) });
  } finally {
    busy.delete(key);
    if (pace > 0) setTimeout(drive, pace);
    else drive();
  }
}

/** The picture of where a run stands. */
async function finalPicture(key: string, id: RunId): Promise<void> {
  const { frame } = await ask({
    type: 'advance',
    run: id,
    budgetMs: 0,
    maxSteps: 0,
    snapshots: wantedSnapshots,
    measureLast: false,
  });
  const run = find(key);
  if (run?.id === id && frame.snapshots) run.history.keep(frame.snapshotStep, frame.snapshots);
}
