import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, integer, number } from '../params/descriptor.ts';
import type { BenchDescription } from './bench.ts';
import {
  checkRun,
  defaultSpec,
  type GivenRun,
  MAX_SEED,
  MAX_STEPS,
  type RunSpec,
  readRule,
  specKey,
  stopOf,
  writeRule,
} from './run-spec.ts';

const eps = number({ label: 'ε', min: 1e-4, max: 10, scale: 'log', default: 0.05 });
const method = (params: BenchDescription['methods'][string]['params']) => ({
  label: 'A',
  source: 'B',
  precision: 'float64' as const,
  params,
});
const instance = (params: BenchDescription['instances'][string]['params'], needsData = false) => ({
  label: 'A',
  help: 'B',
  params,
  needsData,
});
const metric = { label: 'A', unit: '', scale: 'log' as const, better: 'lower' as const, help: 'B' };

const bench: BenchDescription = {
  id: 'lab/bench',
  title: 'A bench',
  help: 'For tests',
  defaultInstance: 'clouds',
  defaultMethod: 'plain',
  stop: { rule: { metric: 'error', bound: 1e-9, direction: 'below' }, maxSteps: 500 },
  endsAt: null,
  instanceOnGpu: null,
  stopFor: { exact: { rule: null, maxSteps: 2000 } },
  instances: {
    clouds: instance({
      n: integer({ label: 'n', min: 1, max: 64, default: 16 }),
      shape: choice({ label: 's', options: ['moons', 'rings'], default: 'moons' }),
    }),
    user: instance({}, true),
  },
  methods: {
    plain: method({ eps }),
    newton: method({ eps, warmup: integer({ label: 'w', min: 1, max: 100, default: 20 }) }),
    exact: method({}),
  },
  metrics: { error: metric, gap: metric },
  snapshots: [],
  resultFields: {},
  history: [],
};
const check = (given: GivenRun, base?: RunSpec) => checkRun(bench, given, base);
const messages = (given: GivenRun, base?: RunSpec) => check(given, base).corrections.map(({ message }) => message);

describe('A run of which nothing is given', () => {
  it('has the defaults of the bench and of its method', () => {
    expect(check({})).toEqual({ spec: defaultSpec(bench), corrections: [], unknown: [] });
    expect(defaultSpec(bench)).toEqual({
      bench: 'lab/bench',
      instance: 'clouds',
      instanceParams: { n: 16, shape: 'moons' },
      method: 'plain',
      params: { eps: 0.05 },
      seed: 1,
      maxSteps: 500,
      until: { metric: 'error', bound: 1e-9, direction: 'below' },
      backend: null,
      data: null,
    });
    expect(check({ method: 'exact' }).spec).toMatchObject({ maxSteps: 2000, until: null });
    expect(stopOf(bench, 'newton')).toBe(bench.stop);
  });

  it('is as its base', () => {
    const base: RunSpec = {
      ...defaultSpec(bench, 'newton'),
      params: { eps: 1, warmup: 7 },
      instanceParams: { n: 5, shape: 'rings' },
      seed: 9,
      maxSteps: 77,
      until: null,
      backend: 'cpu',
    };
    expect(check({}, base)).toEqual({ spec: base, corrections: [], unknown: [] });
  });
});

describe('What is given', () => {
  it('is taken, as text or as itself', () => {
    const { spec, corrections } = check({
      method: 'newton',
      params: { eps: '0.1', n: 32, shape: 'rings', warmup: '3' },
      seed: '7',
      steps: 40,
      until: 'gap > 0.5',
      backend: 'wasm',
    });
    expect(corrections).toEqual([]);
    expect(spec).toMatchObject({
      method: 'newton',
      params: { eps: 0.1, warmup: 3 },
      instanceParams: { n: 32, shape: 'rings' },
      seed: 7,
      maxSteps: 40,
      until: { metric: 'gap', bound: 0.5, direction: 'above' },
      backend: 'wasm',
    });
  });

  it('out of range is answered with the nearest value, and the sentence says all of it', () => {
    expect(check({ params: { eps: '1e9' } }).spec.params.eps).toBe(10);
    expect(messages({ params: { eps: '1e9' } })).toEqual([
      'eps = 1e9 is above 10; accepted is a number from 1e-4 to 10; 10 was used.',
    ]);
    expect(check({ params: { n: 2.6 } }).spec.instanceParams.n).toBe(3);
    expect(check({ params: { eps: '−1' } }).spec.params.eps).toBe(1e-4);
  });

  it('that is no number leaves the value of the base, or the default', () => {
    const base = { ...defaultSpec(bench), params: { eps: 1 } };
    for (const nonsense of ['', 'abc', 'NaN', '1e400', null, true, {}, [2]]) {
      expect(check({ params: { eps: nonsense } }).spec.params.eps).toBe(0.05);
      expect(check({ params: { eps: nonsense } }, base).spec.params.eps).toBe(1);
    }
    expect(messages({ params: { eps: 'abc' } }, base)).toEqual([
      'eps = abc must be a number from 1e-4 to 10; 1 was used.',
    ]);
    expect(messages({ params: { shape: 'squares' } })).toEqual([
      'shape = squares must be one of moons, rings; moons was used.',
    ]);
  });

  it('for a method or an instance that does not exist names those that do', () => {
    expect(messages({ method: 'plane', instance: 'toString' })).toEqual([
      'method = plane is not known; accepted is one of plain, newton, exact; plain was used.',
      'instance = toString is not known; accepted is one of clouds, user; clouds was used.',
    ]);
    expect(messages({ method: '' })).toHaveLength(1);
  });

  it.each([-1, 1.5, MAX_SEED + 1, '', 'one', '1e99', null, true])('as the seed %s is refused', (seed) => {
    expect(check({ seed }).spec.seed).toBe(1);
    expect(messages({ seed })[0]).toMatch(/^seed = .* must be a whole number from 0 to 4294967295; 1 was used\.$/);
  });

  it.each([0, -5, 2.5, MAX_STEPS + 1, 'many', ''])('as the step limit %s is refused', (steps) => {
    expect(check({ steps }).spec.maxSteps).toBe(500);
    expect(messages({ steps })).toHaveLength(1);
  });

  it('at the ends of the range of seeds and steps is taken', () => {
    expect(check({ seed: 0, steps: 1 }).spec).toMatchObject({ seed: 0, maxSteps: 1 });
    expect(check({ seed: String(MAX_SEED), steps: String(MAX_STEPS) }).corrections).toEqual([]);
  });

  it('for a backend that does not exist leaves the best available', () => {
    expect(check({ backend: 'cuda' }).spec.backend).toBeNull();
    expect(messages({ backend: 'cuda' })).toEqual([
      'backend = cuda is not known; accepted is one of webgpu, wasm, cpu; the best available was used.',
    ]);
  });

  it('under a name that is no parameter here is handed back', () => {
    expect(check({ params: { warmup: 3, eps: 1, colour: 'red' } }).unknown).toEqual(['warmup', 'colour']);
    expect(check({ method: 'newton', params: { warmup: 3 } }).unknown).toEqual([]);
  });

  it('for an instance that needs data without any falls back to the default instance, with a sentence', () => {
    const { spec, corrections } = check({ instance: 'user' });
    expect(spec).toMatchObject({ instance: 'clouds', instanceParams: { n: 16 }, data: null });
    expect(corrections[0]).toMatchObject({ field: 'data' });
    expect(check({ instance: 'user', data: { points: [] } })).toMatchObject({
      spec: { instance: 'user', data: { points: [] } },
      corrections: [],
    });
  });

  it('of any kind never throws, and leaves a run that needs no further correction', () => {
    const odd = fc.oneof(fc.anything({ withNullPrototype: true }), fc.constant(JSON.parse('{"toString":1}')));
    const text = fc.option(
      fc.oneof(fc.string(), fc.constantFrom('plain', 'newton', 'clouds', 'cpu', 'error<1', 'none')),
      { nil: undefined },
    );
    fc.assert(
      fc.property(
        fc.record({
          method: text,
          instance: text,
          until: text,
          backend: text,
          seed: odd,
          steps: odd,
          params: fc.record({ eps: odd, n: odd, shape: odd, nonsense: odd }),
        }),
        (given) => {
          const { spec } = check(given);
          const { instanceParams, params, seed, maxSteps, until, backend } = spec;
          const again = check({
            method: spec.method,
            instance: spec.instance,
            params: { ...instanceParams, ...params },
            seed,
            steps: maxSteps,
            until: until ? writeRule(until) : 'none',
            backend: backend ?? undefined,
          });
          expect(again.corrections).toEqual([]);
          expect(again.spec).toEqual(spec);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('Another method or instance than the base has', () => {
  const base: RunSpec = {
    ...defaultSpec(bench, 'newton'),
    params: { eps: 1, warmup: 7 },
    instanceParams: { n: 5, shape: 'rings' },
    seed: 9,
    maxSteps: 77,
    until: null,
  };

  it('takes its own defaults, its own stopping rule and limit, and keeps the problem and the seed', () => {
    expect(check({ method: 'exact' }, base).spec).toEqual({
      ...base,
      method: 'exact',
      params: {},
      maxSteps: 2000,
      until: null,
    });
    expect(check({ method: 'plain' }, base).spec).toEqual({
      ...base,
      method: 'plain',
      params: { eps: 0.05 },
      maxSteps: 500,
      until: bench.stop.rule,
    });
  });

  it('drops the data and the problem of the old instance alone', () => {
    const withData = { ...base, instance: 'user', instanceParams: {}, data: { points: [1] } };
    expect(check({ instance: 'clouds' }, withData).spec).toMatchObject({
      instanceParams: { n: 16 },
      data: null,
      params: base.params,
      maxSteps: 77,
    });
    expect(check({}, withData).spec.data).toEqual({ points: [1] });
  });
});

describe('A stopping rule', () => {
  it.each(['error<1e-9', 'gap>0.5', 'error<-3', 'error<0'])('%s reads back as it is written', (text) => {
    expect(writeRule(readRule(bench, text)!)).toBe(text);
  });

  it('may have blanks around its parts', () => {
    expect(readRule(bench, '  error  <  1e-9 ')).toEqual({ metric: 'error', direction: 'below', bound: 1e-9 });
  });

  it.each([
    '',
    'error',
    'error<',
    '<1',
    'error=1',
    'error<=1',
    'error<NaN',
    'error<1e400',
    'error<one',
    'toString<1',
    'speed<1',
    'error<1 2',
    'error<<1',
  ])('"%s" is refused', (text) => {
    expect(readRule(bench, text)).toBeNull();
    expect(check({ until: text }).spec.until).toEqual(bench.stop.rule);
    expect(messages({ until: text })[0]).toMatch(
      /must be METRIC<VALUE or METRIC>VALUE with a metric among error, gap; error<1e-9 was used\.$/,
    );
  });

  it('none is no rule', () => {
    expect(check({ until: 'none' })).toMatchObject({ spec: { until: null }, corrections: [] });
  });
});

describe('The key of a run', () => {
  it('is equal for equal runs, whatever the order of their parameters, and for no others', () => {
    const spec = check({ method: 'newton' }).spec;
    const turned = { ...spec, params: { warmup: 20, eps: 0.05 }, instanceParams: { shape: 'moons', n: 16 } };
    expect(specKey(turned)).toBe(specKey(spec));
    for (const other of [
      { seed: 2 },
      { maxSteps: 3 },
      { until: null },
      { params: { eps: 0.05, warmup: 21 } },
      { data: [] },
    ])
      expect(specKey({ ...spec, ...other })).not.toBe(specKey(spec));
  });
});
