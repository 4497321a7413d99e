import type { ParamSet, ParamValue, ParamValues } from '../params/descriptor.ts';
import { defaults } from '../params/descriptor.ts';
import { asNumber, readValue, writeValue } from '../params/text.ts';
import type { BackendName, BenchDescription, StoppingRule } from './bench.ts';

/** Everything needed to repeat a run. Equal specs give equal bits on one backend. */
export interface RunSpec {
  readonly bench: string;
  readonly instance: string;
  readonly instanceParams: ParamValues;
  readonly method: string;
  readonly params: ParamValues;
  readonly seed: number;
  readonly maxSteps: number;
  /** Ends the run as converged when met; null runs to maxSteps or to the solver's own end. */
  readonly until: StoppingRule | null;
  /** What the reader asked for; null is the best there is. */
  readonly backend: BackendName | null;
  /** A reader's own data, for instances that need it. */
  readonly data: unknown;
  /** Method parameters that change while the run goes, in order of steps: a branch of the run without the last of them. */
  readonly changes?: readonly ParamChange[];
}

/** From the step after `step` on, the method reads these values. */
export interface ParamChange {
  readonly step: number;
  readonly params: ParamValues;
}

export const MAX_SEED = 4294967295;
export const MAX_STEPS = 10_000_000;
export const MAX_CHANGES = 8;
export const BACKENDS: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** One thing in a link, a file or a command that could not be used, and what was used instead. */
export interface Correction {
  readonly field: string;
  readonly given: string;
  /** A sentence: `ε = 7 is above 1; accepted is a number from 1e-4 to 1; 1 was used.` */
  readonly message: string;
}

/** What was given for a run, before it is checked: text or values by name, all optional. */
export interface GivenRun {
  readonly instance?: string | undefined;
  readonly method?: string | undefined;
  /** Instance and method parameters by name; no two share a name within a bench. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly seed?: unknown;
  readonly steps?: unknown;
  readonly until?: string | undefined;
  readonly backend?: string | undefined;
  readonly data?: unknown;
  /** Changes along the run: `STEP,key,value,key,value;STEP,…`. */
  readonly fork?: string | undefined;
}

export function stopOf(description: BenchDescription, method: string): BenchDescription['stop'] {
  return description.stopFor[method] ?? description.stop;
}

/** The step at which a run ends at the latest: by its limit, or by the solver's own parameter. */
export function lastStep(description: BenchDescription, { params, changes = [], maxSteps }: RunSpec): number {
  const { endsAt } = description;
  const now = Object.assign({}, params, ...changes.map((one) => one.params));
  const own = endsAt === null ? Number.NaN : Number(now[endsAt]);
  return Number.isFinite(own) ? Math.min(maxSteps, own) : maxSteps;
}

export function defaultSpec(
  description: BenchDescription,
  method = description.defaultMethod,
  instance = description.defaultInstance,
): RunSpec {
  const stop = stopOf(description, method);
  return {
    bench: description.id,
    instance,
    instanceParams: defaults(description.instances[instance]!.params),
    method,
    params: defaults(description.methods[method]!.params),
    seed: 1,
    maxSteps: stop.maxSteps,
    until: stop.rule,
    backend: null,
    data: null,
  };
}

export function writeRule(rule: StoppingRule): string {
  return `${rule.metric}${rule.direction === 'below' ? '<' : '>'}${writeValue(rule.bound)}`;
}

/** Reads `marginalError<1e-9`; null when it is not of that form, has no such metric or no finite bound. */
export function readRule(description: BenchDescription, text: string): StoppingRule | null {
  const match = /^\s*([A-Za-z0-9]+)\s*([<>])\s*(\S+)\s*$/.exec(text);
  const bound = Number(match?.[3]);
  if (!match || !Object.hasOwn(description.metrics, match[1]!) || !Number.isFinite(bound)) return null;
  return { metric: match[1]!, direction: match[2] === '<' ? 'below' : 'above', bound };
}

function readWhole(given: unknown, low: number, high: number): number | null {
  const value =
    typeof given === 'number' ? given : typeof given === 'string' && given.trim() !== '' ? Number(given) : Number.NaN;
  return Number.isInteger(value) && value >= low && value <= high ? value : null;
}

const nearest = (options: readonly string[]) => `accepted is one of ${options.join(', ')}`;

/**
 * Completes and checks what was given against the bench: never throws, returns a spec that can be run and one
 * correction for every field that could not be used. `base` supplies what was not given (a paper's run, say).
 */
export function checkRun(
  description: BenchDescription,
  given: GivenRun,
  base?: RunSpec,
): { spec: RunSpec; corrections: Correction[]; unknown: string[] } {
  const corrections: Correction[] = [];
  const note = (field: string, value: unknown, message: string) => {
    const text = asText(value);
    corrections.push({ field, given: text, message: `${field} = ${shorten(text)} ${message}` });
  };
  const pick = <T>(
    kind: string,
    table: Readonly<Record<string, T>>,
    name: string | undefined,
    otherwise: string,
  ): string => {
    if (name === undefined || Object.hasOwn(table, name)) return name ?? otherwise;
    note(kind, name, `is not known; ${nearest(Object.keys(table))}; ${otherwise} was used.`);
    return otherwise;
  };
  const method = pick('method', description.methods, given.method, base?.method ?? description.defaultMethod);
  const instance = pick(
    'instance',
    description.instances,
    given.instance,
    base?.instance ?? description.defaultInstance,
  );
  const start = defaultSpec(description, method, instance);
  const sameMethod = base?.method === method;
  const sameInstance = base?.instance === instance;

  const unknown: string[] = [];
  const read = (set: ParamSet, from: ParamValues): ParamValues => {
    const values: Record<string, ParamValue> = { ...defaults(set) };
    for (const id of Object.keys(set)) if (from[id] !== undefined) values[id] = from[id]!;
    for (const [id, text] of Object.entries(given.params ?? {})) {
      const param = Object.hasOwn(set, id) ? set[id] : undefined;
      if (!param) continue;
      const reading = readValue(param, text);
      const isNumber = param.kind === 'number' || param.kind === 'integer';
      const value = reading.ok || (isNumber && Number.isFinite(asNumber(text))) ? reading.value : values[id]!;
      if (!reading.ok) note(id, text, `${reading.reason}; ${writeValue(value)} was used.`);
      values[id] = value;
    }
    return values;
  };
  const instanceSet = description.instances[instance]!.params;
  const methodSet = description.methods[method]!.params;
  const instanceParams = read(instanceSet, sameInstance ? base!.instanceParams : {});
  const params = read(methodSet, sameMethod ? base!.params : {});
  for (const id of Object.keys(given.params ?? {})) {
    if (!Object.hasOwn(instanceSet, id) && !Object.hasOwn(methodSet, id)) unknown.push(id);
  }

  let seed = base?.seed ?? start.seed;
  if (given.seed !== undefined) {
    const value = readWhole(given.seed, 0, MAX_SEED);
    if (value === null) note('seed', given.seed, `must be a whole number from 0 to ${MAX_SEED}; ${seed} was used.`);
    else seed = value;
  }
  let maxSteps = sameMethod ? base!.maxSteps : start.maxSteps;
  if (given.steps !== undefined) {
    const value = readWhole(given.steps, 1, MAX_STEPS);
    if (value === null)
      note('steps', given.steps, `must be a whole number from 1 to ${MAX_STEPS}; ${maxSteps} was used.`);
    else maxSteps = value;
  }
  let until = sameMethod ? base!.until : start.until;
  if (given.until !== undefined) {
    if (given.until === 'none') until = null;
    else {
      const rule = readRule(description, given.until);
      if (rule) until = rule;
      else
        note(
          'until',
          given.until,
          `must be METRIC<VALUE or METRIC>VALUE with a metric among ${Object.keys(description.metrics).join(', ')}; ${until ? writeRule(until) : 'none'} was used.`,
        );
    }
  }
  let backend = base?.backend ?? null;
  if (given.backend !== undefined) {
    const value = BACKENDS.find((name) => name === given.backend);
    if (value) backend = value;
    else note('backend', given.backend, `is not known; ${nearest(BACKENDS)}; the best available was used.`);
  }
  const data = given.data ?? (sameInstance ? base!.data : null);
  const changes =
    given.fork === undefined
      ? sameMethod
        ? (base!.changes ?? [])
        : []
      : readChanges(given.fork, methodSet, (message) => note('fork', given.fork, message));
  const spec: RunSpec = {
    bench: description.id,
    instance,
    instanceParams,
    method,
    params,
    seed,
    maxSteps,
    until,
    backend,
    data,
    ...(changes.length > 0 ? { changes } : {}),
  };
  if (description.instances[instance]!.needsData && (data === null || data === undefined)) {
    const otherwise = description.defaultInstance;
    note('data', 'nothing', `was given, and ${instance} needs a reader's own data; ${otherwise} was used.`);
    return {
      spec: {
        ...spec,
        instance: otherwise,
        instanceParams: defaults(description.instances[otherwise]!.params),
        data: null,
      },
      corrections,
      unknown,
    };
  }
  return { spec, corrections, unknown };
}

/** Reads `STEP,key,value;STEP,…`; what cannot be used is left out, with a sentence. */
function readChanges(text: string, set: ParamSet, refuse: (message: string) => void): ParamChange[] {
  const changes: ParamChange[] = [];
  for (const part of text.split(';').filter(Boolean)) {
    const [first = '', ...rest] = part.split(',');
    const step = readWhole(first, 1, MAX_STEPS);
    if (step === null || step <= (changes.at(-1)?.step ?? 0)) {
      refuse(`must begin with a whole step from 1 on, later than the one before; ${part} was left out.`);
      continue;
    }
    if (changes.length === MAX_CHANGES) {
      refuse(`holds more than ${MAX_CHANGES} changes; those after step ${changes.at(-1)!.step} were left out.`);
      break;
    }
    const params: Record<string, ParamValue> = {};
    for (let k = 0; k < rest.length; k += 2) {
      const id = rest[k]!;
      const param = Object.hasOwn(set, id) ? set[id] : undefined;
      const reading = param ? readValue(param, rest[k + 1] ?? '') : null;
      if (!param) refuse(`names ${id || 'nothing'}, which is no parameter of the method; it was left out.`);
      else if (!reading!.ok) refuse(`at step ${step}: ${id} ${reading!.reason}; it was left out.`);
      else params[id] = reading!.value;
    }
    if (Object.keys(params).length > 0) changes.push({ step, params });
  }
  return changes;
}

/** The text of a link for changes along a run. */
export const writeChanges = (changes: readonly ParamChange[]): string =>
  changes
    .map(({ step, params }) =>
      [step, ...Object.entries(params).flatMap(([id, value]) => [id, writeValue(value)])].join(),
    )
    .join(';');

/** A value of unknown type for a sentence; text of an object may not exist. */
const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);
const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 37)}…` : text);

/** Text that is equal for equal runs. */
export function specKey(spec: RunSpec): string {
  const sorted = (values: ParamValues) => Object.entries(values).sort(([p], [q]) => (p < q ? -1 : 1));
  return JSON.stringify({ ...spec, instanceParams: sorted(spec.instanceParams), params: sorted(spec.params) });
}
