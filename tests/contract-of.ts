import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { toJson } from '../src/cli/json.ts';
import { type AnyBench, type BackendName, describe as describeBench, ProblemError } from '../src/engine/bench.ts';
import { type OpenRun, openRun } from '../src/engine/open-run.ts';
import { createRecorder } from '../src/engine/recorder.ts';
import { defaultSpec, type RunSpec, specKey, stopOf } from '../src/engine/run-spec.ts';
import type { Param, ParamSet, ParamValue, ParamValues } from '../src/params/descriptor.ts';
import { defaults } from '../src/params/descriptor.ts';
import { readValue } from '../src/params/text.ts';
import { liveTensors, openBackend } from '../src/tensor/backend.ts';
import { allBenches, assetsOf, madeFor } from './headless.ts';

/** Sizes at which a step takes about a millisecond; other whole numbers keep their default, up to LARGEST. */
const SMALL: Readonly<Record<string, number>> = {
  n: 64,
  side: 12,
  upsample: 1,
  // Of methods that train: widths, examples looked at, epochs.
  features: 16,
  width: 16,
  widest: 8,
  rows: 128,
  spectrumRows: 60,
  epochs: 25,
  // Of methods with codebooks.
  sequences: 8,
  heads: 4,
  keys: 16,
  // Of methods with many problems side by side.
  trials: 2,
  // Of clusters and routers.
  largest: 12,
  tokens: 64,
  dimension: 4,
  // Points that distances are measured to.
  matched: 30,
};
/** Upper end at which a size is tried. */
const LARGEST = 64;
// 46 pixels a side are just too many for a dense cost matrix.
const LARGEST_OF: Readonly<Record<string, number>> = { upsample: 3, side: 46 };
/** Instances without chance, by bench; every other one must depend on its seed. */
const WITHOUT_CHANCE: Readonly<Record<string, readonly string[]>> = {
  'bnn/continual': ['permutedDigits', 'splitDigits'],
  'vae/key-values': ['stream'],
  'vae/quantisers': ['digits'],
  'vae/programs': ['conjugate', 'mixture', 'cone', 'square', 'flip'],
  'information/bound': ['symmetricChannel', 'sphere'],
  'information/coupling': ['examplePair'],
  'transport/couplings': ['densities', 'digitStrokes'],
};
/**
 * Benches whose methods watch one and the same training, or train one and the same network: what they share (the
 * training's parameters, the instances, the metrics) is tried in full on the default method, and what is a method's own on each.
 */
const OBSERVERS: readonly string[] = [
  'bnn/posterior',
  'information/plane',
  'information/generalisation',
  'information/noisy-labels',
  'information/features',
  'information/bottleneck',
  'information/representations',
  'vae/images',
  'vae/linear',
  'vae/mixtures',
  'vae/programs',
  'vae/quantisers',
  'bnn/sparse-recovery',
  'bnn/few-shot',
  'bnn/continual',
  'bnn/gating',
  'bnn/structured',
  'bnn/recommendation',
  'transport/data-selection',
  'transport/maps',
  'transport/bridges',
  'transport/covariances',
  'transport/dependency',
  'transport/sliced',
];
const SENTENCE = /^\S.{15,}[.]$/s;
const EVERYTHING = { budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false };

const methodsOf = (bench: AnyBench) =>
  Object.entries(bench.methods).map(([method, { precision }]) => ({ bench, method, precision }));
const backendsOf = (precision: 'float32' | 'float64'): BackendName[] =>
  precision === 'float32' ? ['cpu', 'wasm'] : ['cpu'];
const casesOf = (benches: readonly AnyBench[]) =>
  benches.flatMap((bench) =>
    methodsOf(bench).flatMap(({ method, precision }) =>
      backendsOf(precision).map((backend) => ({ bench, id: bench.id, method, precision, backend })),
    ),
  );
const instancesOf = (bench: AnyBench) => Object.keys(bench.instances).filter((id) => !bench.instances[id]!.needsData);

/** Whether an instance that the default method refuses, so that nothing was tried on it, is one that a method takes. */
function untried(bench: AnyBench, id: string, method: string): boolean {
  if (!bench.check) return false;
  const { instanceParams } = smallSpec(bench, method, id);
  const assets = assetsOf(bench.instances[id]!.assets ?? []);
  const problem = bench.instances[id]!.make(instanceParams, { seed: 1, assets, data: null });
  const taken = (by: string) => {
    try {
      bench.check!(problem, by);
      return true;
    } catch {
      return false;
    }
  };
  return taken(method) && !taken(bench.defaultMethod);
}

export async function start(asked: BackendName): Promise<void> {
  const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;
  await openBackend({ asked, gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });
}

/** The instance's own defaults, with sizes small enough for a test. */
function small(set: ParamSet): ParamValues {
  const size = (id: string, param: Param) =>
    param.kind === 'integer'
      ? Math.max(param.min, Math.min(SMALL[id] ?? param.default, LARGEST, param.max))
      : param.default;
  return Object.fromEntries(Object.entries(set).map(([id, param]) => [id, size(id, param)]));
}

/** A method's defaults with its sizes small: it may have other whole numbers, which stay. */
function smallSizes(set: ParamSet): ParamValues {
  const size = (id: string, param: Param) =>
    param.kind === 'integer' && SMALL[id] !== undefined ? Math.max(param.min, SMALL[id]) : param.default;
  return Object.fromEntries(Object.entries(set).map(([id, param]) => [id, size(id, param)]));
}

/** Both ends of a parameter, sizes clipped; every option of a choice. */
function ends(id: string, param: Param, clipped: boolean): ParamValue[] {
  if (param.kind === 'choice') return [...param.options];
  if (param.kind === 'toggle') return [false, true];
  const high = clipped && param.kind === 'integer' ? Math.min(param.max, LARGEST_OF[id] ?? LARGEST) : param.max;
  return [param.min, high];
}

export const smallSpec = (bench: AnyBench, method: string, instance = bench.defaultInstance): RunSpec => ({
  ...defaultSpec(describeBench(bench), method, instance),
  instanceParams: small(bench.instances[instance]!.params),
  params: smallSizes(bench.methods[method]!.params),
  maxSteps: 3,
  until: null,
});

/** Problems that runs share, the one used last at the end: what prepares a problem prepares it for all of them. */
const sharedProblems = new Map<string, object>();
const KEPT = 6;

/** The problem of a run, which it may share with others, as on the page. */
export function problemOf(bench: AnyBench, spec: RunSpec): object {
  const key = JSON.stringify([bench.id, spec.instance, spec.instanceParams, spec.seed]);
  const problem = sharedProblems.get(key) ?? madeFor(bench, spec);
  sharedProblems.delete(key);
  sharedProblems.set(key, problem);
  if (sharedProblems.size > KEPT) sharedProblems.delete(sharedProblems.keys().next().value!);
  return problem;
}

/** Opens a run of a problem of its own, where none is given. */
const open = (bench: AnyBench, spec: RunSpec, backend: BackendName, problem = madeFor(bench, spec)): OpenRun =>
  openRun(bench, spec, { assets: {}, backend, now: () => performance.now(), every: 1, problem });

type Columns = Readonly<Record<string, Float64Array>>;

/** A run on the way: `advance` takes steps and keeps their rows. */
function recorded(bench: AnyBench, spec: RunSpec, backend: BackendName, problem = madeFor(bench, spec)) {
  const run = open(bench, spec, backend, problem);
  const names = ['step', 'work', ...Object.keys(bench.metrics)];
  const recorder = createRecorder(Object.keys(bench.metrics));
  return {
    run,
    advance: async (maxSteps: number) => recorder.append((await run.advance({ ...EVERYTHING, maxSteps })).rows),
    columns: (): Columns => Object.fromEntries(names.map((name) => [name, recorder.column(name).slice()])),
  };
}

async function columnsOf(
  bench: AnyBench,
  spec: RunSpec,
  backend: BackendName,
  { slice = 1e9, problem = madeFor(bench, spec) } = {},
): Promise<Columns> {
  const { run, advance, columns } = recorded(bench, spec, backend, problem);
  while (run.outcome === null) await advance(slice);
  await run.close();
  return columns();
}

/** Bits, so that −0 is not 0 and NaN is NaN. */
const bits = (columns: Columns) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, Buffer.from(column.slice().buffer).toString('hex')]),
  );

/** What a bench's own runs measured when nothing disturbed them: equal specs give equal bits, so each is run once. */
const undisturbed = new Map<string, Promise<Record<string, string>>>();
function bitsOf(bench: AnyBench, spec: RunSpec, backend: BackendName): Promise<Record<string, string>> {
  const key = `${backend} ${specKey(spec)}`;
  let known = undisturbed.get(key);
  if (!known) {
    known = columnsOf(bench, spec, backend, { problem: problemOf(bench, spec) }).then(bits);
    undisturbed.set(key, known);
  }
  return known;
}

/** Runs that were found finite, or refused: one end of a parameter is often where it stands anyway. */
const looked = new Map<string, Promise<boolean>>();
function keepsFinite(bench: AnyBench, spec: RunSpec, backend: BackendName): Promise<boolean> {
  const key = `${backend} ${specKey(spec)}`;
  let known = looked.get(key);
  if (!known) {
    known = lookAt(bench, spec, backend);
    looked.set(key, known);
  }
  return known;
}

/** True when the run was made and its iterates are finite; false when it was refused with a sentence. */
async function lookAt(bench: AnyBench, spec: RunSpec, backend: BackendName): Promise<boolean> {
  const what = toJson({ instance: spec.instance, ...spec.instanceParams, ...spec.params });
  const held = recordedOrRefused(bench, spec, backend, what);
  if (held === null) return false;
  await held.advance(1e9);
  const columns = held.columns();
  const rule = stopOf(describeBench(bench), spec.method).rule;
  expect(held.run.outcome, what).not.toBe('diverged');
  expect(held.run.step === spec.maxSteps || held.run.outcome === 'converged', what).toBe(true);
  expect(columns.step!.length, what).toBe(held.run.step);
  for (const name of Object.keys(bench.metrics)) {
    const infinite = columns[name]!.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
    expect([what, name, infinite]).toEqual([what, name, -1]);
  }
  if (rule) expect([what, ...columns[rule.metric]!.filter((value) => !Number.isFinite(value))]).toEqual([what]);
  if (held.run.step > 0) {
    const known = Object.keys(bench.metrics).filter((name) => Number.isFinite(columns[name]!.at(-1)));
    expect(known.length, what).toBeGreaterThan(0);
  }
  await held.run.close();
  return true;
}

function recordedOrRefused(bench: AnyBench, spec: RunSpec, backend: BackendName, what: string) {
  try {
    return recorded(bench, spec, backend, problemOf(bench, spec));
  } catch (error) {
    expect(error, what).toBeInstanceOf(ProblemError);
    expect((error as Error).message).toMatch(SENTENCE);
    return null;
  }
}

/** The iterate after some steps, measured by nobody, with its problem. */
async function iterateOf(bench: AnyBench, spec: RunSpec, backend: BackendName, steps: number) {
  let iterate: unknown = null;
  const spy = {
    label: '',
    scale: 'linear' as const,
    better: null,
    help: '',
    measure: (_: unknown, seen: unknown) => {
      iterate = seen;
      return Number.NaN;
    },
  };
  const run = open({ ...bench, metrics: { spy } }, { ...spec, maxSteps: steps + 1 }, backend);
  await run.advance({ ...EVERYTHING, maxSteps: steps });
  return { iterate, problem: run.problem, step: run.step, close: run.close };
}

/** Equality of large arrays: Vitest takes them apart number by number, and is asked only for what differs. */
function expectSame(one: unknown, two: unknown): void {
  if (!isDeepStrictEqual(one, two)) expect(one).toEqual(two);
}

function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) buffersOf(one, found);
  return found;
}

/** What every method of every bench whose id begins so keeps. */
export async function contractOf(begins: (id: string) => boolean): Promise<void> {
  const benches = (await allBenches()).filter(({ id }) => begins(id));
  expect(benches.length).toBeGreaterThan(0);

  describe.each(casesOf(benches))('$id/$method on $backend', ({ bench, method, precision, backend }) => {
    const whole = !OBSERVERS.includes(bench.id) || method === bench.defaultMethod;
    const instances = instancesOf(bench).filter(
      (id) => whole || id === bench.defaultInstance || untried(bench, id, method),
    );
    const shared: ParamSet = whole ? {} : bench.methods[bench.defaultMethod]!.params;
    beforeAll(() => start(backend));
    /** Instances this method takes at all. */
    const takes = (spec: RunSpec) => recordedOrRefused(bench, spec, backend, spec.instance) !== null;

    it('gives finite iterates at its defaults', async () => {
      const spec = { ...defaultSpec(describeBench(bench), method), maxSteps: 3, until: null };
      expect(await keepsFinite(bench, spec, backend)).toBe(true);
    });

    it('gives finite iterates at both ends of each of its parameters', async () => {
      const spec = smallSpec(bench, method);
      for (const [id, param] of Object.entries(bench.methods[method]!.params as ParamSet)) {
        if (shared[id] === param) continue;
        for (const value of ends(id, param, false)) {
          expect(await keepsFinite(bench, { ...spec, params: { ...spec.params, [id]: value } }, backend)).toBe(true);
        }
      }
    });

    it.each(whole ? instances : [])(
      'gives finite iterates at both ends of every parameter of %s, or refuses with a sentence',
      async (instance) => {
        const spec = smallSpec(bench, method, instance);
        for (const [id, param] of Object.entries(bench.instances[instance]!.params as ParamSet)) {
          for (const value of ends(id, param, true)) {
            await keepsFinite(bench, { ...spec, instanceParams: { ...spec.instanceParams, [id]: value } }, backend);
          }
        }
      },
    );

    it.each(instances)('repeats a run of %s bit by bit from its seed, in slices of any size', async (instance) => {
      const spec = { ...smallSpec(bench, method, instance), seed: 7, maxSteps: 6 };
      if (!takes(spec)) return;
      const first = bits(await columnsOf(bench, spec, backend, { problem: problemOf(bench, spec) }));
      expect(bits(await columnsOf(bench, spec, backend, { slice: 1 }))).toEqual(first);
    });

    it.each(instances)('runs %s otherwise from another seed, where there is chance in it', async (instance) => {
      const spec = smallSpec(bench, method, instance);
      if (!takes(spec)) return;
      const seen = async (seed: number) => {
        const { run, advance, columns } = recorded(bench, { ...spec, seed }, backend);
        await advance(2);
        await run.close();
        return { problem: toJson(run.problem), columns: bits(columns()) };
      };
      const [one, two] = [await seen(1), await seen(2)];
      if (WITHOUT_CHANCE[bench.id]?.includes(instance)) expect(two.problem).toBe(one.problem);
      else expect(two).not.toEqual(one);
    });

    it('leaves no tensor behind, wherever it is stopped', async () => {
      const spec = { ...smallSpec(bench, method), maxSteps: 100 };
      const before = liveTensors();
      const problem = madeFor(bench, spec);
      for (const [budgetMs, maxSteps] of [
        [1e9, 0],
        [0, 1],
        [1e9, 1],
        [1e9, 3],
      ] as const) {
        const run = open(bench, spec, backend, problem);
        await run.advance({ ...EVERYTHING, budgetMs, maxSteps });
        if (precision === 'float32' && maxSteps === 3) expect(run.step).toBe(3);
        await run.close();
        expect(liveTensors()).toBe(before);
      }
    });

    it.each(instances)(
      'hands over snapshots of %s in fresh buffers, and goes on as if nobody had looked',
      async (instance) => {
        const spec = smallSpec(bench, method, instance);
        if (!takes(spec)) return;
        const untouched = await bitsOf(bench, spec, backend);
        const { run, advance, columns } = recorded(bench, spec, backend);
        await advance(2);
        const look = async () =>
          (await run.advance({ ...EVERYTHING, maxSteps: 0, snapshots: Object.keys(bench.snapshots) })).snapshots;
        const facts = () => bench.describeProblem(run.problem).facts;
        for (const take of [look, facts]) {
          const [first, second] = [await take(), await take()];
          expectSame(structuredClone(first), second);
          const buffers = buffersOf(first);
          for (const buffer of buffersOf(second)) expect(buffers.has(buffer)).toBe(false);
          const sent = structuredClone(first, { transfer: [...buffers] });
          expectSame(sent, second);
        }
        await advance(1e9);
        await run.close();
        expect(bits(columns())).toEqual(untouched);
      },
    );

    it('is not changed by being measured, drawn or written down', async () => {
      const { iterate, problem, step, close } = await iterateOf(bench, smallSpec(bench, method), backend, 3);
      const before = toJson({ iterate, problem });
      for (const [name, { measure }] of Object.entries(bench.metrics)) {
        const value = measure(problem, iterate);
        expect([name, measure(problem, iterate)]).toEqual([name, value]);
        expect(toJson({ iterate, problem })).toBe(before);
      }
      for (const draw of Object.values(bench.snapshots)) draw(problem, iterate);
      bench.describeProblem(problem);
      const result = bench.result(problem, iterate, step);
      expect(toJson({ iterate, problem })).toBe(before);
      expect(Object.keys(result).sort()).toEqual(Object.keys(bench.resultFields).sort());
      expect(toJson(JSON.parse(toJson(result)))).toBe(toJson(result));
      await close();
    });

    it.runIf(whole)('has the same metrics whatever else is measured, and in whatever order', async () => {
      const spec = smallSpec(bench, method);
      const expected = await bitsOf(bench, spec, backend);
      const metrics = Object.entries(bench.metrics);
      const turned = { ...bench, metrics: Object.fromEntries(metrics.reverse()) };
      expect(bits(await columnsOf(turned, spec, backend))).toEqual(expected);
      for (const [name, metric] of metrics) {
        const alone = bits(await columnsOf({ ...bench, metrics: { [name]: metric } }, spec, backend));
        expect([name, alone[name]]).toEqual([name, expected[name]]);
      }
    });

    it('is not disturbed by another run beside it', async () => {
      const specs = [
        smallSpec(bench, method),
        { ...smallSpec(bench, method), seed: 2 },
        smallSpec(bench, bench.defaultMethod),
      ];
      const apart = [];
      for (const spec of specs) apart.push(await bitsOf(bench, spec, backend));
      // Runs of one problem share it, as they do beside each other on the page.
      const problems = new Map(specs.map((spec) => [`${spec.seed}`, madeFor(bench, spec)]));
      const beside = specs.map((spec) => recorded(bench, spec, backend, problems.get(`${spec.seed}`)));
      while (beside.some(({ run }) => run.outcome === null))
        for (const { run, advance } of beside) if (run.outcome === null) await advance(1);
      expect(beside.map(({ columns }) => bits(columns()))).toEqual(apart);
      for (const { run } of beside) await run.close();
    });
  });

  describe.each(benches)('The table of $id', (bench) => {
    const description = describeBench(bench);

    it('is plain data', () => {
      expect(structuredClone(description)).toEqual(description);
      expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    });

    it('has words for everything', () => {
      const words = [description.title, description.help];
      for (const { label, help } of Object.values(description.instances)) words.push(label, help);
      for (const { label, source } of Object.values(description.methods)) words.push(label, source);
      for (const { label, help } of Object.values(description.metrics)) words.push(label, help);
      for (const { params } of [...Object.values(description.instances), ...Object.values(description.methods)]) {
        for (const param of Object.values(params)) words.push(param.label);
      }
      words.push(...Object.values(description.resultFields));
      expect(words.filter((text) => !/\p{L}/u.test(text) || text !== text.trim())).toEqual([]);
    });

    it('has defaults that its parameters accept, and names that exist', () => {
      for (const { params } of [...Object.values(description.instances), ...Object.values(description.methods)]) {
        for (const [id, value] of Object.entries(defaults(params)))
          expect(readValue(params[id]!, value)).toEqual({ ok: true, value });
      }
      expect(Object.keys(description.methods)).toContain(description.defaultMethod);
      expect(Object.keys(description.instances)).toContain(description.defaultInstance);
      expect(Object.keys(description.methods)).toEqual(expect.arrayContaining(Object.keys(description.stopFor)));
      for (const method of Object.keys(description.methods)) {
        const { rule, maxSteps } = stopOf(description, method);
        if (rule) expect(Object.keys(description.metrics)).toContain(rule.metric);
        expect(maxSteps).toBeGreaterThan(0);
      }
    });
  });
}
