import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BenchDescription, describe as describeBench } from '../src/engine/bench.ts';
import { type Explorer, LINK_VERSION, oneRun, RESERVED, readLink, writeLink } from '../src/engine/link.ts';
import { asShared, packData, unpackData } from '../src/engine/packed-data.ts';
import { readRoute } from '../src/engine/route.ts';
import { defaultSpec, MAX_SEED, MAX_STEPS, type RunSpec } from '../src/engine/run-spec.ts';
import type { Param, ParamSet } from '../src/params/descriptor.ts';
import { allBenches } from './headless.ts';
import published from './published-links.json';

const descriptions = (await allBenches()).map(describeBench);
const couplings = descriptions.find((one) => one.id === 'transport/couplings')!;

function anyValueOf(param: Param): fc.Arbitrary<number | string | boolean> {
  switch (param.kind) {
    case 'choice':
      return fc.constantFrom(...param.options);
    case 'toggle':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: param.min, max: param.max });
    default:
      return fc.double({ min: param.min, max: param.max, noNaN: true });
  }
}
const valuesOf = (set: ParamSet) =>
  fc.record(Object.fromEntries(Object.entries(set).map(([id, param]) => [id, anyValueOf(param)])));

function specOf(description: BenchDescription): fc.Arbitrary<RunSpec> {
  const instances = Object.entries(description.instances).filter(([, one]) => !one.needsData);
  return fc
    .tuple(fc.constantFrom(...Object.keys(description.methods)), fc.constantFrom(...instances.map(([id]) => id)))
    .chain(([method, instance]) =>
      fc
        .tuple(
          valuesOf(description.methods[method]!.params),
          valuesOf(description.instances[instance]!.params),
          fc.integer({ min: 0, max: MAX_SEED }),
          fc.integer({ min: 1, max: 1e7 }),
          fc.option(
            fc.record({
              metric: fc.constantFrom(...Object.keys(description.metrics)),
              bound: fc.double({ noNaN: true, noDefaultInfinity: true }),
              direction: fc.constantFrom('below' as const, 'above' as const),
            }),
          ),
          fc.constantFrom(null, 'webgpu' as const, 'wasm' as const, 'cpu' as const),
          changesOf(description.methods[method]!.params),
        )
        .map(([params, instanceParams, seed, maxSteps, until, backend, changes]) => ({
          ...defaultSpec(description, method, instance),
          params,
          instanceParams,
          seed,
          maxSteps,
          until,
          backend,
          ...(changes.length > 0 ? { changes } : {}),
        })),
    );
}

/** Branches: later steps with other values of one parameter each. */
function changesOf(set: ParamSet): fc.Arbitrary<NonNullable<RunSpec['changes']>> {
  if (Object.keys(set).length === 0) return fc.constant([]);
  const change = fc
    .constantFrom(...Object.keys(set))
    .chain((id) =>
      fc.record({ step: fc.integer({ min: 1, max: 1e6 }), params: fc.record({ [id]: anyValueOf(set[id]!) }) }),
    );
  return fc
    .uniqueArray(change, { selector: ({ step }) => step, maxLength: 3 })
    .map((all) => all.sort((p, q) => p.step - q.step));
}

const read = (link: string, description: BenchDescription) => {
  const route = readRoute(link);
  if (route.page !== 'bench') throw new Error(`not a bench: ${link}`);
  return readLink(route.query, description, { paper: null, base: null, method: route.method });
};
/** −0 and 0 are one value in a link. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe.each(descriptions)('Links of $id', (description) => {
  it('bring back every valid state: parse(write(state)) equals state', () => {
    const state = fc
      .tuple(
        specOf(description),
        fc.array(specOf(description), { maxLength: 5 }),
        fc.integer({ min: 1, max: 20 }),
        fc.uniqueArray(fc.constantFrom(...Object.keys(description.methods))),
        fc.constantFrom(null, 'plan'),
        fc.boolean(),
        fc.option(
          fc.oneof(
            fc.record({
              unit: fc.constant('steps' as const),
              budget: fc.option(fc.integer({ min: 1, max: MAX_STEPS })),
            }),
            fc.record({
              unit: fc.constantFrom('work' as const, 'seconds' as const),
              budget: fc.option(fc.double({ min: 1e-9, max: 86_400, noNaN: true })),
            }),
          ),
        ),
        fc.constantFrom(null, 'transport.3'),
        fc.constantFrom(null, 'a1.0~b-_'),
      )
      .map(
        ([spec, pins, seeds, companions, view, embed, race, lesson, receipt]): Explorer => ({
          paper: null,
          spec: { ...spec, seed: Math.min(spec.seed, MAX_SEED - 20) },
          seeds,
          companions: companions.filter((method) => method !== spec.method),
          // A pinned run asks for the backend by itself or not at all.
          pins: pins.map((pin) => ({ ...pin, instance: spec.instance, instanceParams: spec.instanceParams })),
          view,
          embed,
          race,
          receipt,
          lesson,
          unknown: [],
        }),
      );
    fc.assert(
      fc.property(state, (explorer) => {
        const { explorer: again, corrections } = read(writeLink(explorer, description, null), description);
        expect(corrections).toEqual([]);
        expect(plain(again)).toEqual(plain(explorer));
      }),
      { numRuns: 200 },
    );
  });

  it('bring back pinned runs of other instances', () => {
    fc.assert(
      fc.property(specOf(description), specOf(description), (spec, pin) => {
        const explorer: Explorer = { ...oneRun(spec), pins: [pin] };
        const { explorer: again, corrections } = read(writeLink(explorer, description, null), description);
        expect(corrections).toEqual([]);
        expect(plain(again.pins)).toEqual(plain([pin]));
      }),
    );
  });

  it('never throw on garbage, and name every field that cannot be used', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readRoute(`#/${text}`);
        const { explorer, corrections } = readLink(text, description, { paper: null, base: null, method: null });
        expect(explorer.spec.bench).toBe(description.id);
        for (const { message } of corrections) expect(message.length).toBeGreaterThan(5);
      }),
      { numRuns: 500 },
    );
    const keys = [...RESERVED, 'eps', 'n', 'nonsense'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.string({ maxLength: 30 }))), (pairs) => {
        const query = pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
        readLink(query, description, { paper: null, base: null, method: null });
      }),
      { numRuns: 500 },
    );
  });

  it('reserve their own keys and keep parameter names apart', () => {
    for (const instance of Object.values(description.instances)) {
      for (const method of Object.values(description.methods)) {
        const names = [...Object.keys(instance.params), ...Object.keys(method.params)];
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(RESERVED as readonly string[]).not.toContain(name);
      }
    }
  });
});

describe('A link', () => {
  it('is short: 60 characters for a default run and 500 with four pinned runs', () => {
    const spec = defaultSpec(couplings);
    const state = (pins: RunSpec[]): Explorer => ({ ...oneRun(spec), pins });
    expect(writeLink(state([]), couplings, null).length).toBeLessThanOrEqual(60);
    const pins = ['sinkhorn', 'sinkhornKernel', 'exact', 'sinkhornUnbalanced'].map((method, k) => ({
      ...defaultSpec(couplings, method, 'densities'),
      seed: k + 2,
    }));
    expect(writeLink(state(pins), couplings, null).length).toBeLessThanOrEqual(500);
  });

  it('names a value out of range and what took its place', () => {
    const { explorer, corrections } = read('#/transport/couplings/sinkhorn?eps=1e9', couplings);
    expect(explorer.spec.params.eps).toBe(
      couplings.methods.sinkhorn!.params.eps!.kind === 'number' ? couplings.methods.sinkhorn!.params.eps!.max : 0,
    );
    expect(corrections[0]!.message).toMatch(/eps = 1e9 is above .*was used\.$/);
  });

  it('names an unknown method, instance and key, and keeps the key', () => {
    const { explorer, corrections } = read('#/transport/couplings/sinkhorm?instance=clowds&kep=5', couplings);
    expect(corrections.map((one) => one.field)).toEqual(['method', 'instance', 'kep']);
    expect(explorer.unknown).toEqual([['kep', '5']]);
    expect(writeLink(explorer, couplings, null)).toContain('kep=5');
  });

  it('from a later version is read as far as it goes, and says so', () => {
    const { corrections } = read(`#/transport/couplings/sinkhorn?v=${LINK_VERSION + 1}&eps=0.1`, couplings);
    expect(corrections[0]!.message).toMatch(/later Paperscope/);
  });

  it('cut in the middle of its data says that the data is missing', () => {
    const data = asShared({
      source: {
        points: [
          [0, 0],
          [1, 0.5],
        ],
      },
      target: { points: [[1, 1]] },
    });
    const link = writeLink(oneRun({ ...defaultSpec(couplings, 'sinkhorn', 'user'), data }), couplings, null);
    expect(plain(read(link, couplings).explorer.spec.data)).toEqual(plain(data));
    const cut = read(link.slice(0, link.length - 20), couplings);
    expect(cut.corrections.map((one) => one.message).join(' ')).toMatch(/cut off or damaged/);
    expect(cut.explorer.spec.instance).toBe(couplings.defaultInstance);
  });

  it('carries data that comes back as it was shared, once quantised', () => {
    const points = fc.array(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(points, points, (source, target) => {
        const shared = asShared({ source: { points: source }, target: { points: target } });
        const unpacked = unpackData(packData(shared)!);
        expect(unpacked.ok && plain(unpacked.data)).toEqual(plain(shared));
      }),
    );
  });

  it('carries 500 points, 250 a side', () => {
    const points = Array.from({ length: 250 }, (_, k) => [Math.sin(k), Math.cos(k)]);
    expect(packData({ source: { points }, target: { points } })).not.toBeNull();
  });
});

describe('The budget of a race', () => {
  it.each(['steps:2.5', 'steps:99999999999', 'seconds:1e6', 'work:0', 'work:-3', 'steps:', 'laps'])(
    '%s is refused in a sentence, and there is no race',
    (text) => {
      const { explorer, corrections } = read(`#/transport/couplings/sinkhorn?race=${text}`, couplings);
      expect(explorer.race).toBeNull();
      expect(corrections.map(({ field }) => field)).toEqual(['race']);
      expect(corrections[0]!.message).toContain(`race = ${text}`);
    },
  );
});

describe('Published links', () => {
  it.each(published.links)('still opens: $link', ({ link, method, instance, params }) => {
    const bench = descriptions.find(({ id }) => link.startsWith(`#/${id}/`))!;
    const { explorer, corrections } = read(link, bench);
    expect(corrections).toEqual([]);
    expect(explorer.spec.method).toBe(method);
    expect(explorer.spec.instance).toBe(instance);
    expect({ ...explorer.spec.instanceParams, ...explorer.spec.params }).toMatchObject(params);
  });
});
