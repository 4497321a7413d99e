import type { BenchDescription } from '../../engine/bench.ts';
import type { RaceUnit } from '../../engine/link.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import { explorer } from '../stores/explorer.ts';
import type { RunState } from '../stores/runs.ts';
import { inSentence, PIN_LETTERS } from '../workspace/names.ts';
import type { Entrant } from './standings.ts';

export const MAX_RACERS = 4;
/** A unit of a race, as recorders and charts name it. */
export const COLUMNS = { steps: 'step', work: 'work', seconds: 'seconds' } as const;
export const UNIT_WORDS: Readonly<Record<RaceUnit, string>> = {
  steps: 'steps',
  work: 'operations',
  seconds: 'seconds',
};

const problemOf = ({ instance, instanceParams, seed, data }: RunSpec): string =>
  JSON.stringify([instance, Object.entries(instanceParams).sort(([p], [q]) => (p < q ? -1 : 1)), seed, data]);

/** Runs that may race the edited one: those on the same problem with the same seed. */
function comparable(list: readonly RunState[]): readonly RunState[] {
  const leaders = list.filter((run) => run.role === 'edited' || run.role === 'companion' || run.role === 'pin');
  const edited = leaders.find((run) => run.role === 'edited');
  if (!edited) return [];
  // Companions are made on the edited run's problem; only pinned runs can be of another.
  const problem = leaders.some((run) => run.role === 'pin') ? problemOf(edited.spec) : '';
  return leaders.filter((run) => run.role !== 'pin' || problemOf(run.spec) === problem);
}

interface Field {
  /** Keys of the runs of the race, at most four; the same array as long as they stay the same. */
  readonly keys: readonly string[];
  /** How many more there would be. */
  readonly beyond: number;
  /** Why pinned runs are not in it; empty where all may be. */
  readonly barred: string;
}

let known: { roles: readonly string[]; all: readonly string[]; field: Field } | null = null;

/** Asked for with every frame, so it compares keys one by one, which are the same texts most of the time. */
function fieldOf(list: readonly RunState[]): Field {
  const same =
    known?.all.length === list.length &&
    list.every((run, k) => run.key === known!.all[k] && run.role === known!.roles[k]);
  if (!same) {
    const description = explorer.getState().opened?.description;
    const found = comparable(list).map((run) => run.key);
    known = {
      roles: list.map((run) => run.role),
      all: list.map((run) => run.key),
      field: {
        keys: found.slice(0, MAX_RACERS),
        beyond: Math.max(0, found.length - MAX_RACERS),
        barred: description ? barredWords(description, list) : '',
      },
    };
  }
  return known!.field;
}

/** The runs of the race, at most four, and how many more there would be. */
export function racersOf(list: readonly RunState[]): Field & { readonly racers: readonly RunState[] } {
  const field = fieldOf(list);
  return { ...field, racers: list.filter((run) => run.role !== 'ghost' && field.keys.includes(run.key)) };
}

const CALLED = new Intl.ListFormat('en-GB');

/** Why pinned runs do not race the edited one: `Run A has another seed; only runs of the same problem and seed race.` */
export function barredWords(description: BenchDescription, list: readonly Pick<RunState, 'role' | 'spec'>[]): string {
  const edited = list.find((run) => run.role === 'edited');
  if (!edited) return '';
  const pins = list.filter((run) => run.role === 'pin');
  const said = pins.flatMap(({ spec }, k) => {
    const reasons = otherProblem(description, spec, edited.spec);
    return reasons.length > 0 ? [`run ${PIN_LETTERS[k]} has ${CALLED.format(reasons)}`] : [];
  });
  if (said.length === 0) return '';
  const text = `${said.join('; ')}; only runs of the same problem and seed race.`;
  return text[0]!.toUpperCase() + text.slice(1);
}

/** What makes the problem of a run another one. */
function otherProblem({ instances }: BenchDescription, run: RunSpec, other: RunSpec): string[] {
  if (problemOf(run) === problemOf(other)) return [];
  const sameInstance = run.instance === other.instance;
  const names = new Set([...Object.keys(run.instanceParams), ...Object.keys(other.instanceParams)]);
  const params = sameInstance ? instances[run.instance]?.params : undefined;
  const changed = [...names].filter((id) => sameInstance && run.instanceParams[id] !== other.instanceParams[id]);
  return [
    ...(sameInstance ? [] : ['another problem']),
    ...changed.map((id) => `another ${params?.[id]?.symbol ?? inSentence(params?.[id]?.label ?? id)}`),
    ...(run.seed === other.seed ? [] : ['another seed']),
    ...(JSON.stringify(run.data) === JSON.stringify(other.data) ? [] : ['other data']),
  ];
}

export function entrantOf({ key, spec, recorder, outcome }: RunState, metric: string): Entrant {
  return {
    key,
    spent: { steps: recorder.column('step'), work: recorder.column('work'), seconds: recorder.column('seconds') },
    values: recorder.column(metric),
    outcome,
    rule: spec.until?.metric === metric ? spec.until : null,
  };
}

/** The race that is on: asked for in the address, and with at least two runs in it. */
export function raceOn(list: readonly RunState[]) {
  const race = explorer.getState().opened?.explorer.race ?? null;
  if (race === null) return null;
  const { racers, beyond } = racersOf(list);
  return racers.length < 2 ? null : { race, racers, beyond };
}
