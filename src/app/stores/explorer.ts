import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BenchDescription } from '../../engine/bench.ts';
import { type Explorer, MAX_PINS, type Race } from '../../engine/link.ts';
import { type Correction, checkRun, defaultSpec, type RunSpec, specKey, stopOf } from '../../engine/run-spec.ts';
import type { ParamValue } from '../../params/descriptor.ts';
import { defaults } from '../../params/descriptor.ts';

/** What the permalink holds, and what is needed to write it again; nothing else. */
export interface Opened {
  readonly description: BenchDescription;
  /** The paper's run the link is written against; null in the form LAB/BENCH/METHOD. */
  readonly paperRun: RunSpec | null;
  /** Methods that race the paper's run when the link names none. */
  readonly paperCompanions: readonly string[];
  readonly explorer: Explorer;
  readonly corrections: readonly Correction[];
  /** How the next address is to be written: dragging replaces, choosing pushes. */
  readonly change: 'replace' | 'push' | 'opened';
  /** The change is part of a gesture that may go on: runs wait a moment for its end. */
  readonly gesture: boolean;
}

export const explorer = createStore<{ readonly opened: Opened | null }>(() => ({ opened: null }));
export const useExplorer = <T>(pick: (state: { readonly opened: Opened | null }) => T): T => useStore(explorer, pick);

export function openExplorer(opened: Opened): void {
  explorer.setState({ opened });
}

function edit(change: (state: Explorer, opened: Opened) => Explorer, how: 'replace' | 'push', gesture = false): void {
  const { opened } = explorer.getState();
  if (!opened) return;
  const next = change(opened.explorer, opened);
  // A receipt is of one run; another run has none.
  const state = next.receipt !== null && next.spec !== opened.explorer.spec ? { ...next, receipt: null } : next;
  explorer.setState({ opened: { ...opened, explorer: state, change: how, gesture } });
}

const editSpec = (change: (spec: RunSpec, opened: Opened) => RunSpec, how: 'replace' | 'push', gesture = false): void =>
  edit((state, opened) => ({ ...state, spec: change(state.spec, opened) }), how, gesture);

/** Changes of one parameter that follow each other this closely are one drag, and one entry of the history. */
const GESTURE_MS = 1200;
let lastEdit = { id: '', at: Number.NEGATIVE_INFINITY };

export function setParam(id: string, value: ParamValue): void {
  const goesOn = lastEdit.id === id && performance.now() - lastEdit.at < GESTURE_MS;
  lastEdit = { id, at: performance.now() };
  editSpec(
    (spec, { description }) => {
      const ofMethod = Object.hasOwn(description.methods[spec.method]!.params, id);
      return ofMethod
        ? { ...spec, params: { ...spec.params, [id]: value } }
        : { ...spec, instanceParams: { ...spec.instanceParams, [id]: value } };
    },
    goesOn ? 'replace' : 'push',
    true,
  );
}

/** Another run in place of the edited one; the run it branches from is kept as a pinned one. */
export function setSpec(spec: RunSpec, branchOf: RunSpec | null = null): void {
  edit(
    (state) => {
      const known = branchOf && state.pins.some((pin) => specKey(pin) === specKey(branchOf));
      const pins = branchOf && !known && state.pins.length < MAX_PINS ? [...state.pins, branchOf] : state.pins;
      return { ...state, spec, pins };
    },
    branchOf ? 'push' : 'replace',
    true,
  );
}

/** Parameters of the same name carry over: ε stays ε when Newton replaces Sinkhorn. */
export function setMethod(method: string): void {
  edit((state, { description }) => {
    const { spec } = state;
    if (spec.method === method) return state;
    const next = description.methods[method]!.params;
    const stop = stopOf(description, method);
    const given = Object.fromEntries(Object.entries(spec.params).filter(([id]) => Object.hasOwn(next, id)));
    const { spec: checked } = checkRun(
      description,
      { params: given },
      { ...spec, method, params: defaults(next), maxSteps: stop.maxSteps, until: stop.rule, changes: [] },
    );
    return {
      ...state,
      spec: checked,
      companions: [...state.companions.filter((name) => name !== method), spec.method].filter(
        (name, k, all) => all.indexOf(name) === k,
      ),
    };
  }, 'push');
}

/** The run that the last stroke of a drawing made; strokes that follow it are one entry of the history. */
let lastDrawn: RunSpec | null = null;

/** Another problem; `drawing` when its data is a stroke of the reader's pen. */
export function setInstance(instance: string, data: unknown = null, drawing = false): void {
  const goesOn = drawing && explorer.getState().opened?.explorer.spec === lastDrawn;
  editSpec(
    (spec, { description }) => {
      const set = description.instances[instance]!.params;
      const shared = Object.fromEntries(
        Object.entries(spec.instanceParams).filter(([id]) => Object.hasOwn(set, id) && id === 'cost'),
      );
      const { spec: checked } = checkRun(
        description,
        { params: shared, data: data ?? undefined },
        { ...spec, instance, instanceParams: defaults(set), data },
      );
      return checked;
    },
    goesOn ? 'replace' : 'push',
  );
  lastDrawn = drawing ? (explorer.getState().opened?.explorer.spec ?? null) : null;
}

export const setSeed = (seed: number): void => editSpec((spec) => ({ ...spec, seed }), 'push');
/** A new seed below 1,000, short enough to say aloud; never the one there is. */
export function drawSeed(): void {
  const now = explorer.getState().opened?.explorer.spec.seed;
  const drawn = 1 + (crypto.getRandomValues(new Uint32Array(1))[0]! % 998);
  setSeed(drawn === now ? 999 : drawn);
}
export const setStop = (change: Partial<Pick<RunSpec, 'until' | 'maxSteps'>>): void =>
  editSpec((spec) => ({ ...spec, ...change }), 'replace');
export const setBackend = (backend: RunSpec['backend']): void => editSpec((spec) => ({ ...spec, backend }), 'push');
export const setSeeds = (seeds: number): void => edit((state) => ({ ...state, seeds }), 'push');
/** Starts, changes or ends (null) a race; `against` is a method that joins it. */
export const setRace = (race: Race | null, against: string | null = null): void =>
  edit(
    (state) => ({
      ...state,
      race,
      companions:
        against === null || state.companions.includes(against) ? state.companions : [...state.companions, against],
    }),
    'push',
  );
/** Leaves the reading path; the run stays. */
export const clearLesson = (): void => edit((state) => ({ ...state, lesson: null }), 'replace');
export const setView = (view: string | null): void => edit((state) => ({ ...state, view }), 'replace');
export const toggleCompanion = (method: string): void =>
  edit(
    (state) => ({
      ...state,
      companions: state.companions.includes(method)
        ? state.companions.filter((name) => name !== method)
        : [...state.companions, method],
    }),
    'push',
  );

/** Keeps the run as it is now; the same run is not pinned twice. */
export const pinRun = (): void =>
  edit((state) => {
    const key = specKey(state.spec);
    if (state.pins.length >= MAX_PINS || state.pins.some((pin) => specKey(pin) === key)) return state;
    return { ...state, pins: [...state.pins, state.spec] };
  }, 'push');
export const unpin = (index: number): void =>
  edit((state) => ({ ...state, pins: state.pins.filter((_, k) => k !== index) }), 'push');
/** Makes a pinned run the one being edited. */
export const editPin = (index: number): void => edit((state) => ({ ...state, spec: state.pins[index]! }), 'push');

/** Sets the run to a preset: everything it names, defaults for the rest. */
export const applySpec = (spec: RunSpec, companions: readonly string[]): void =>
  edit((state) => ({ ...state, spec, companions }), 'push');

export const dismissCorrections = (): void => {
  const { opened } = explorer.getState();
  if (opened) explorer.setState({ opened: { ...opened, corrections: [], change: 'opened', gesture: false } });
};

/** The run a companion method makes: the same problem, seed and shared parameters. */
export function companionSpec(description: BenchDescription, spec: RunSpec, method: string): RunSpec {
  const base = defaultSpec(description, method, spec.instance);
  const shared = Object.fromEntries(
    Object.entries(spec.params).filter(([id]) => Object.hasOwn(description.methods[method]!.params, id)),
  );
  const { spec: checked } = checkRun(
    description,
    { params: shared },
    { ...base, instanceParams: spec.instanceParams, seed: spec.seed, data: spec.data, backend: spec.backend },
  );
  const sameRule = spec.until !== null && base.until !== null && spec.until.metric === base.until.metric;
  return sameRule ? { ...checked, until: spec.until } : checked;
}
