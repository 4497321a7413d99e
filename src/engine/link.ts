import type { ParamSet, ParamValue, ParamValues } from '../params/descriptor.ts';
import { changed, writeValue } from '../params/text.ts';
import type { BenchDescription } from './bench.ts';
import { packData, unpackData } from './packed-data.ts';
import { readQuery } from './route.ts';
import {
  type Correction,
  checkRun,
  defaultSpec,
  type GivenRun,
  MAX_STEPS,
  type RunSpec,
  stopOf,
  writeChanges,
  writeRule,
} from './run-spec.ts';

/** Version of the grammar and of all benches together; links without `v` are version 1. */
export const LINK_VERSION = 1;
export const MAX_PINS = 5;
export const MAX_SEEDS = 20;

/** Keys of a link that no parameter may be named after. */
export const RESERVED = [
  'instance',
  'method',
  'seed',
  'v',
  'backend',
  'view',
  'embed',
  'pin',
  'with',
  'data',
  'steps',
  'until',
  'race',
  'fork',
  'receipt',
  'lesson',
] as const;

/** What runs beside each other have the same of when they are compared. */
export const RACE_UNITS = ['steps', 'work', 'seconds'] as const;
export type RaceUnit = (typeof RACE_UNITS)[number];

/** The largest budget of a race; beyond these a run is ended by its own limits. */
export const MAX_BUDGET: Readonly<Record<RaceUnit, number>> = { steps: MAX_STEPS, work: 1e18, seconds: 86_400 };

export const isBudget = (unit: RaceUnit, value: number): boolean =>
  value > 0 && value <= MAX_BUDGET[unit] && (unit !== 'steps' || Number.isInteger(value));

/** Runs side by side at equal budgets. */
export interface Race {
  readonly unit: RaceUnit;
  /** At which all of them halt: steps, operations or seconds; null lets each come to its own end. */
  readonly budget: number | null;
}

/** Everything the address holds. */
export interface Explorer {
  /** The paper the run belongs to and the key of its run; null in the form LAB/BENCH/METHOD. */
  readonly paper: { readonly slug: string; readonly run: string } | null;
  readonly spec: RunSpec;
  /** Runs of consecutive seeds from spec.seed on; 1 draws one line, more a median and a band. */
  readonly seeds: number;
  /** Other methods of the bench that run on the same problem with the same shared parameters. */
  readonly companions: readonly string[];
  /** Runs kept as they were. */
  readonly pins: readonly RunSpec[];
  readonly view: string | null;
  readonly embed: boolean;
  readonly race: Race | null;
  /** What a run measured when it was shared, to be compared with what is measured here. */
  readonly receipt: string | null;
  /** The stop of a reading path this run belongs to: `PATH.STOP`. */
  readonly lesson: string | null;
  /** Keys this version does not know, kept as they came. */
  readonly unknown: readonly (readonly [string, string])[];
}

/** One run by itself. */
export const oneRun = (spec: RunSpec): Explorer => ({
  paper: null,
  spec,
  seeds: 1,
  companions: [],
  pins: [],
  view: null,
  embed: false,
  race: null,
  receipt: null,
  lesson: null,
  unknown: [],
});

/** Percent-encodes what an address cannot hold and leaves `: , . ~ <` and the like readable. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/%(3A|2C|3C|3E|2F|3B)/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Sorts the keys of a query into the fields of a run; the others come back as they are. */
function givenRun(pairs: readonly (readonly [string, string])[], description: BenchDescription, version: number) {
  // Without a prototype: a link may name a key __proto__.
  const params: Record<string, unknown> = Object.create(null);
  const fields: Record<string, string> = Object.create(null);
  const history = description.history.filter((entry) => entry.version > version);
  for (const entry of history) Object.assign(params, entry.formerDefaults);
  for (const [key, value] of pairs) {
    const name = history.reduce((name, entry) => entry.renamed?.[name] ?? name, key);
    if ((RESERVED as readonly string[]).includes(name)) fields[name] = value;
    else params[name] = value;
  }
  return { params, fields };
}

/** Reads the query of a run. Never throws; names every field that could not be used. */
export function readLink(
  query: string,
  description: BenchDescription,
  start: {
    paper: Explorer['paper'];
    base: RunSpec | null;
    method: string | null;
    /** Companions of the paper's run, unless the link names its own (`with=none` for none). */
    companions?: readonly string[];
  },
): { explorer: Explorer; corrections: Correction[] } {
  const corrections: Correction[] = [];
  const refuse = (field: string, given: string, message: string) => {
    corrections.push({
      field,
      given,
      message: `${field} = ${given.length > 40 ? `${given.slice(0, 37)}…` : given} ${message}`,
    });
  };
  const pairs = readQuery(query);
  const written = pairs.find(([key]) => key === 'v')?.[1];
  const version = written === undefined ? 1 : Number(written);
  if (!(Number.isInteger(version) && version >= 1))
    refuse('v', written ?? '', 'is not a version; the link was read as version 1.');
  else if (version > LINK_VERSION) {
    refuse(
      'v',
      written ?? '',
      `is from a later Paperscope; this one reads links up to version ${LINK_VERSION} and used what it understood.`,
    );
  }
  const pins = pairs.filter(([key]) => key === 'pin');
  const { params, fields } = givenRun(
    pairs.filter(([key]) => key !== 'pin'),
    description,
    Number.isInteger(version) ? version : 1,
  );

  let data: unknown;
  if (fields.data !== undefined) {
    const unpacked = unpackData(fields.data);
    if (unpacked.ok) data = unpacked.data;
    else refuse('data', fields.data, unpacked.reason);
  }
  const range = /^(\d+)-(\d+)$/.exec(fields.seed ?? '');
  let seeds = 1;
  if (range) {
    seeds = Number(range[2]) - Number(range[1]) + 1;
    if (seeds < 1 || seeds > MAX_SEEDS) {
      refuse('seed', fields.seed!, `must name 1 to ${MAX_SEEDS} consecutive seeds; one was used.`);
      seeds = 1;
    }
  }
  const checked = checkRun(
    description,
    {
      instance: fields.instance,
      method: fields.method ?? start.method ?? undefined,
      params,
      seed: range ? range[1] : fields.seed,
      steps: fields.steps,
      until: fields.until,
      backend: fields.backend,
      data,
      fork: fields.fork,
    },
    start.base ?? undefined,
  );
  corrections.push(...checked.corrections);
  const spec = checked.spec;

  const usual = (start.companions ?? []).filter((name) => name !== spec.method);
  const companions: string[] = fields.with === undefined ? usual : [];
  for (const name of fields.with === 'none' ? [] : (fields.with ?? '').split(',').filter(Boolean)) {
    if (!Object.hasOwn(description.methods, name))
      refuse(
        'with',
        name,
        `is not known; accepted is one of ${Object.keys(description.methods).join(', ')}; it was left out.`,
      );
    else if (name !== spec.method && !companions.includes(name)) companions.push(name);
  }
  const pinned: RunSpec[] = [];
  for (const [, text] of pins) {
    if (pinned.length === MAX_PINS) {
      refuse('pin', text, `is one too many; ${MAX_PINS} pinned runs are kept.`);
      continue;
    }
    const pin = readPin(text, description, spec);
    pinned.push(pin.spec);
    corrections.push(...pin.corrections);
  }
  if (fields.embed !== undefined && !['0', '1'].includes(fields.embed))
    refuse('embed', fields.embed, 'must be 0 or 1; 0 was used.');
  const view = fields.view ?? null;
  const viewKnown = view === null || /^[A-Za-z0-9-]{1,40}$/.test(view);
  if (!viewKnown) refuse('view', view, 'is not a view; all views are shown.');
  const race = fields.race === undefined ? null : readRace(fields.race);
  if (fields.race !== undefined && race === null)
    refuse(
      'race',
      fields.race,
      `must be one of ${RACE_UNITS.join(', ')}, and if wanted :BUDGET, up to ${RACE_UNITS.map((unit) => `${MAX_BUDGET[unit]} ${unit}`).join(', ')}; there is no race.`,
    );
  const receipt =
    fields.receipt !== undefined && /^[A-Za-z0-9._~-]{1,2000}$/.test(fields.receipt) ? fields.receipt : null;
  if (fields.receipt !== undefined && receipt === null)
    refuse('receipt', fields.receipt, 'is cut off or damaged; nothing is compared with it.');
  const lesson = fields.lesson !== undefined && /^[a-z-]{1,40}\.\d{1,2}$/.test(fields.lesson) ? fields.lesson : null;
  if (fields.lesson !== undefined && lesson === null)
    refuse('lesson', fields.lesson, 'must be PATH.STOP, such as transport.1; no text is shown.');
  const unknown = checked.unknown.map((key) => [key, String(params[key])] as const);
  for (const [key, value] of unknown) refuse(key, value, 'is not known here; it was kept in the link and not used.');
  return {
    explorer: {
      paper: start.paper,
      spec,
      seeds,
      companions,
      pins: pinned,
      view: viewKnown ? view : null,
      embed: fields.embed === '1',
      race,
      receipt,
      lesson,
      unknown,
    },
    corrections,
  };
}

/** `UNIT` or `UNIT:BUDGET`. */
function readRace(text: string): Race | null {
  const [name, amount] = text.split(':');
  const unit = RACE_UNITS.find((one) => one === name);
  const budget = amount === undefined ? null : Number(amount);
  return unit && (budget === null || isBudget(unit, budget)) ? { unit, budget } : null;
}

/** `METHOD~key:value~…`: a pinned run; what is left out is as in the run being edited (problem) or the default (method). */
function readPin(
  text: string,
  description: BenchDescription,
  edited: RunSpec,
): { spec: RunSpec; corrections: Correction[] } {
  const [method, ...rest] = text.split('~');
  const fields: Record<string, string> = Object.create(null);
  const params: Record<string, unknown> = Object.create(null);
  for (const part of rest) {
    const at = part.indexOf(':');
    const key = at < 0 ? part : part.slice(0, at);
    const value = at < 0 ? '' : part.slice(at + 1);
    if ((RESERVED as readonly string[]).includes(key)) fields[key] = value;
    else params[key] = value;
  }
  const unpacked = fields.data === undefined ? null : unpackData(fields.data);
  const given: GivenRun = {
    method: method || undefined,
    params,
    instance: fields.instance,
    seed: fields.seed,
    steps: fields.steps,
    until: fields.until,
    backend: fields.backend,
    fork: fields.fork,
    ...(unpacked?.ok ? { data: unpacked.data } : {}),
  };
  const known = method !== undefined && Object.hasOwn(description.methods, method) ? method : description.defaultMethod;
  const base = {
    ...defaultSpec(description, known, edited.instance),
    instanceParams: edited.instanceParams,
    seed: edited.seed,
    data: edited.data,
  };
  const { spec, corrections, unknown } = checkRun(description, given, base);
  const named = [
    ...corrections,
    ...unknown.map((key) => ({
      field: key,
      given: String(params[key]),
      message: `${key} is not known here; it was not used.`,
    })),
  ];
  return {
    spec,
    corrections: named.map((one) => ({
      ...one,
      field: `pin ${one.field}`,
      message: `In a pinned run, ${one.message}`,
    })),
  };
}

/** Parameters that differ from a base, or from the defaults where there is none. */
function differing(set: ParamSet, values: ParamValues, base: ParamValues | null): [string, ParamValue][] {
  if (base === null) return changed(set, values);
  return Object.keys(set).flatMap((id) =>
    values[id] !== undefined && values[id] !== base[id] ? [[id, values[id]!] as [string, ParamValue]] : [],
  );
}

/** The fields of a run that differ from its base, as texts. `data` is left out when it is too long to travel. */
function runFields(spec: RunSpec, description: BenchDescription, base: RunSpec): [string, string][] {
  const out: [string, string][] = [];
  const sameMethod = base.method === spec.method;
  const sameInstance = base.instance === spec.instance;
  const stop = sameMethod ? { rule: base.until, maxSteps: base.maxSteps } : stopOf(description, spec.method);
  if (!sameInstance) out.push(['instance', spec.instance]);
  for (const [id, value] of differing(
    description.instances[spec.instance]!.params,
    spec.instanceParams,
    sameInstance ? base.instanceParams : null,
  ))
    out.push([id, writeValue(value)]);
  for (const [id, value] of differing(
    description.methods[spec.method]!.params,
    spec.params,
    sameMethod ? base.params : null,
  ))
    out.push([id, writeValue(value)]);
  if (spec.maxSteps !== stop.maxSteps) out.push(['steps', String(spec.maxSteps)]);
  const rule = spec.until ? writeRule(spec.until) : 'none';
  if (rule !== (stop.rule ? writeRule(stop.rule) : 'none')) out.push(['until', rule]);
  if (spec.backend !== base.backend && spec.backend !== null) out.push(['backend', spec.backend]);
  if (spec.changes && spec.changes.length > 0) out.push(['fork', writeChanges(spec.changes)]);
  return out;
}

/** The address of an explorer's state from `#` on: only what differs from the paper's run or from the defaults. */
export function writeLink(
  explorer: Explorer,
  description: BenchDescription,
  paperRun: RunSpec | null,
  paperCompanions: readonly string[] = [],
): string {
  const { spec, paper } = explorer;
  const base = paperRun ?? defaultSpec(description, spec.method);
  const pairs: [string, string][] = [];
  if (paperRun && paperRun.method !== spec.method) pairs.push(['method', spec.method]);
  // Where a bare address opens another instance on a GPU, what is meant is always said.
  if (!paperRun && description.instanceOnGpu !== null && spec.instance === base.instance)
    pairs.push(['instance', spec.instance]);
  pairs.push(...runFields(spec, description, base));
  if (explorer.seeds > 1) pairs.push(['seed', `${spec.seed}-${spec.seed + explorer.seeds - 1}`]);
  else if (spec.seed !== base.seed) pairs.push(['seed', String(spec.seed)]);
  if (spec.data !== null && spec.data !== undefined) {
    const packed = packData(spec.data);
    if (packed !== null) pairs.push(['data', packed]);
  }
  const usual = paperCompanions.filter((name) => name !== spec.method);
  if (explorer.companions.join() !== usual.join()) pairs.push(['with', explorer.companions.join(',') || 'none']);
  for (const pin of explorer.pins) {
    const pinBase = {
      ...defaultSpec(description, pin.method, spec.instance),
      instanceParams: spec.instanceParams,
      seed: spec.seed,
    };
    const fields = runFields(pin, description, pinBase);
    if (pin.seed !== spec.seed) fields.push(['seed', String(pin.seed)]);
    const own = pin.data !== spec.data && pin.data !== null && pin.data !== undefined ? packData(pin.data) : null;
    if (own !== null) fields.push(['data', own]);
    pairs.push(['pin', [pin.method, ...fields.map(([key, value]) => `${key}:${value}`)].join('~')]);
  }
  if (explorer.view) pairs.push(['view', explorer.view]);
  if (explorer.embed) pairs.push(['embed', '1']);
  if (explorer.race) {
    const { unit, budget } = explorer.race;
    pairs.push(['race', budget === null ? unit : `${unit}:${writeValue(budget)}`]);
  }
  if (explorer.lesson) pairs.push(['lesson', explorer.lesson]);
  if (explorer.receipt) pairs.push(['receipt', explorer.receipt]);
  pairs.push(...explorer.unknown.map(([key, value]) => [key, value] as [string, string]));
  if (LINK_VERSION > 1) pairs.push(['v', String(LINK_VERSION)]);
  const path = paper && paperRun ? `#/p/${paper.slug}/${paper.run}` : `#/${spec.bench}/${spec.method}`;
  return pairs.length === 0
    ? path
    : `${path}?${pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&')}`;
}
