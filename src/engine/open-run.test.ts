import { describe, expect, it } from 'vitest';
import { integer } from '../params/descriptor.ts';
import { type Bench, describe as describeBench, ProblemError, type RunContext, type Settling } from './bench.ts';
import { due, type OpenRun, openRun, type Slice } from './open-run.ts';
import { createRecorder, type Frame } from './recorder.ts';
import { defaultSpec, type RunSpec } from './run-spec.ts';

interface Given {
  /** Value of the metric at each step. */
  readonly value: (step: number) => number;
  /** Value of a second metric, which is neither better high nor low. */
  readonly other?: (step: number) => number;
  readonly endsAfter?: number;
  readonly breaths?: number;
  readonly prepares?: number;
  readonly stride?: number;
  readonly settles?: boolean;
}
interface Iterate extends Settling {
  readonly step: number;
  readonly whole: { value: boolean };
  readonly home: { value: boolean };
  readonly draws: readonly number[];
}

/** A bench whose metrics are functions of the step, with a record of what the engine did. */
function fakeBench(given: Given) {
  const log: string[] = [];
  function* solve(_: unknown, __: unknown, run: RunContext): Generator<Iterate | undefined> {
    try {
      for (let step = 1; step <= (given.endsAfter ?? Number.POSITIVE_INFINITY); step++) {
        const home = { value: given.settles !== true };
        const whole = { value: true };
        run.count('work', 10);
        run.count('more', 1);
        const settle = async () => {
          await Promise.resolve();
          home.value = true;
        };
        yield { step, whole, home, draws: [run.random(), run.noise()], ...(given.settles ? { settle } : {}) };
        whole.value = false;
        for (let k = 0; k < (given.breaths ?? 0); k++) yield undefined;
      }
    } finally {
      log.push('closed');
    }
  }
  const measured =
    (of: (step: number) => number) =>
    (_: unknown, { step, whole, home }: Iterate) => {
      expect(home.value, 'settled before it is measured').toBe(true);
      if (!whole.value) log.push(`step ${step} was measured too late`);
      return of(step);
    };
  const bench: Bench<{ seed: number }, Iterate> = {
    id: 'lab/fake',
    title: 'Fake',
    help: 'For tests',
    instances: {
      only: {
        label: 'A',
        help: 'B',
        params: { n: integer({ label: 'n', min: 1, max: 9, default: 3 }) },
        make: ({ n }, { seed }) => {
          if (n === 9) throw new ProblemError('n = 9 is too many.');
          return { seed };
        },
      },
    },
    methods: {
      only: { label: 'A', source: 'B', precision: 'float64', params: {}, solve },
      single: { label: 'A', source: 'B', precision: 'float32', params: {}, solve },
    },
    metrics: {
      error: { label: 'Error', scale: 'log', better: 'lower', help: 'B', measure: measured(given.value) },
      other: {
        label: 'Other',
        scale: 'log',
        better: null,
        help: 'B',
        measure: measured(given.other ?? (() => Number.NaN)),
      },
    },
    snapshots: { picture: (_, { step }) => ({ step }) },
    defaultInstance: 'only',
    defaultMethod: 'only',
    stop: { rule: { metric: 'error', bound: 1e-3, direction: 'below' }, maxSteps: 1000 },
    describeProblem: () => ({ facts: {}, notes: [] }),
    ...(given.prepares === undefined
      ? {}
      : {
          *prepare() {
            for (let k = 0; k < given.prepares!; k++) yield undefined;
            log.push('prepared');
          },
        }),
    ...(given.stride === undefined ? {} : { metricStride: () => given.stride! }),
    check: (_, method) => {
      if (method === 'single' && given.stride === 7) throw new ProblemError('This method cannot take this problem.');
    },
    result: (_, { step, home }, steps) => ({ step, steps, home: home.value }),
    resultFields: { step: 'its step' },
  };
  return { bench, log };
}

const ALL: Slice = { budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false };

interface Options {
  readonly every?: number | null;
  /** A clock that moves on by this with every look. */
  readonly tick?: number;
  readonly spec?: Partial<RunSpec>;
}
function start(given: Given, { every = null, tick = 0, spec }: Options = {}) {
  const { bench, log } = fakeBench(given);
  let time = 0;
  const run = openRun(
    bench,
    { ...defaultSpec(describeBench(bench)), ...spec },
    { assets: {}, backend: 'wasm', now: () => (time += tick), every },
  );
  return { run, log };
}
async function toTheEnd(run: OpenRun, slice: Partial<Slice> = {}) {
  const recorder = createRecorder(['error', 'other']);
  while (run.outcome === null) recorder.append((await run.advance({ ...ALL, ...slice })).rows);
  const column = (name: string) => Array.from(recorder.column(name));
  return {
    outcome: run.outcome,
    end: run.step,
    step: column('step'),
    error: column('error'),
    other: column('other'),
    work: column('work'),
  };
}
const runToTheEnd = (given: Given, options: Options = {}, slice: Partial<Slice> = {}) =>
  toTheEnd(start(given, options).run, slice);

describe('The steps that are measured', () => {
  it('are all at first, then every second one, every fourth, 64 to 128 in each octave', () => {
    const measured = Array.from({ length: 1 << 20 }, (_, k) => k + 1).filter((step) => due(step, 1));
    expect(measured.slice(0, 130)).toEqual([...Array.from({ length: 127 }, (_, k) => k + 1), 128, 130, 132]);
    for (let octave = 7; octave < 20; octave++)
      expect(measured.filter((step) => step >= 2 ** octave && step < 2 ** (octave + 1))).toHaveLength(64);
    expect(measured.length).toBeLessThan(1100);
  });

  it('are spaced by the stride of the bench', () => {
    const measured = Array.from({ length: 3000 }, (_, k) => k + 1).filter((step) => due(step, 16));
    expect(measured[0]).toBe(16);
    expect(measured.every((step) => step % 16 === 0)).toBe(true);
  });

  it('always include the last one, at the limit or where the solver ends', async () => {
    expect((await runToTheEnd({ value: () => 1, stride: 16 }, { spec: { maxSteps: 20 } })).step).toEqual([16, 20]);
    expect((await runToTheEnd({ value: () => 1, stride: 16, endsAfter: 19 })).step).toEqual([16, 19]);
  });
});

describe('A run ends', () => {
  it('converged at the first measured step below its bound, or above', async () => {
    const falling = await runToTheEnd({ value: (step) => 1 / step });
    // 1/1000 is not below 1/1000; the limit comes first.
    expect(falling).toMatchObject({ outcome: 'exhausted', end: 1000 });
    expect(await runToTheEnd({ value: (step) => 1 / step ** 2 })).toMatchObject({ outcome: 'converged', end: 32 });
    const rising: RunSpec['until'] = { metric: 'error', bound: 10, direction: 'above' };
    expect(await runToTheEnd({ value: (step) => step }, { spec: { until: rising } })).toMatchObject({
      outcome: 'converged',
      end: 11,
    });
  });

  it('exhausted when the solver gives up short of the rule', async () => {
    expect(await runToTheEnd({ value: () => 1, endsAfter: 7 })).toMatchObject({ outcome: 'exhausted', end: 7 });
  });

  it('converged when the solver ends by itself and no rule was set', async () => {
    const noRule = { spec: { until: null } };
    expect(await runToTheEnd({ value: () => 1, endsAfter: 7 }, noRule)).toMatchObject({
      outcome: 'converged',
      end: 7,
      step: [1, 2, 3, 4, 5, 6, 7],
    });
    expect(await runToTheEnd({ value: () => 1, endsAfter: 0 }, noRule)).toMatchObject({
      outcome: 'converged',
      end: 0,
      step: [],
    });
  });

  it('exhausted at its step limit', async () => {
    expect(await runToTheEnd({ value: () => 1 }, { spec: { maxSteps: 5 } })).toMatchObject({
      outcome: 'exhausted',
      end: 5,
    });
    expect(await runToTheEnd({ value: () => 1 }, { spec: { maxSteps: 5, until: null } })).toMatchObject({
      outcome: 'exhausted',
      end: 5,
    });
  });

  it('converged when the rule is met at the step limit itself', async () => {
    expect(await runToTheEnd({ value: (step) => (step === 5 ? 0 : 1) }, { spec: { maxSteps: 5 } })).toMatchObject({
      outcome: 'converged',
      end: 5,
    });
  });

  it('diverged when a metric becomes infinite, or NaN after it was finite', async () => {
    expect(await runToTheEnd({ value: (step) => (step < 5 ? 1 : Number.POSITIVE_INFINITY) })).toMatchObject({
      outcome: 'diverged',
      end: 5,
    });
    expect(await runToTheEnd({ value: (step) => (step < 5 ? 1 : Number.NaN) })).toMatchObject({
      outcome: 'diverged',
      end: 5,
    });
    expect(await runToTheEnd({ value: (step) => (step < 5 ? 1 : Number.NEGATIVE_INFINITY) })).toMatchObject({
      outcome: 'diverged',
      end: 5,
    });
    expect(await runToTheEnd({ value: () => Number.POSITIVE_INFINITY })).toMatchObject({
      outcome: 'diverged',
      end: 1,
      error: [Number.POSITIVE_INFINITY],
    });
    expect(
      await runToTheEnd({ value: (step) => (step < 7 ? 1 : Number.POSITIVE_INFINITY), endsAfter: 7, stride: 16 }),
    ).toMatchObject({ outcome: 'diverged', end: 7 });
  });

  it('not diverged for a metric that never existed, or that is better neither way', async () => {
    expect((await runToTheEnd({ value: () => Number.NaN }, { spec: { maxSteps: 5 } })).outcome).toBe('exhausted');
    expect(
      (
        await runToTheEnd(
          { value: () => 1, other: (step) => (step < 3 ? 1 : Number.POSITIVE_INFINITY) },
          { spec: { maxSteps: 5 } },
        )
      ).outcome,
    ).toBe('exhausted');
  });

  it('once: further slices take no step and give no rows', async () => {
    const { run } = start({ value: () => 0 });
    await toTheEnd(run);
    const frame = await run.advance({ ...ALL, snapshots: ['picture'] });
    expect([run.step, frame.step, frame.rows.step.length, run.outcome]).toEqual([1, 1, 0, 'converged']);
    expect(frame.snapshots).toEqual({ picture: { step: 1 } });
  });
});

describe('Rows at every k-th step', () => {
  const ends: Readonly<Record<string, Given>> = {
    'meets its rule between two checks': {
      value: (step) => (step >= 70 && step <= 75 ? 0 : step > 160 ? 0 : 1),
      stride: 16,
    },
    'becomes infinite between two checks': { value: (step) => (step >= 70 ? Number.POSITIVE_INFINITY : 1), stride: 16 },
    'is infinite for a moment between two checks': {
      value: (step) => (step === 70 ? Number.POSITIVE_INFINITY : step > 200 ? 0 : 1),
      stride: 16,
    },
    'exists only between two checks': { value: (step) => (step % 16 === 0 ? Number.NaN : 1), stride: 16 },
    'becomes infinite where the solver ends': {
      value: (step) => (step >= 70 ? Number.POSITIVE_INFINITY : 1),
      stride: 16,
      endsAfter: 70,
    },
    'converges late on the coarser grid': { value: (step) => 10 / step ** 1.5 },
  };
  it.each(Object.entries(ends))('never move the end of a run that %s', async (_, given) => {
    const plain = await runToTheEnd(given);
    for (const every of [1, 2, 5, 7, 64, 5000]) {
      const { outcome, end, step } = await runToTheEnd(given, { every });
      expect([every, outcome, end]).toEqual([every, plain.outcome, plain.end]);
      expect(step).toEqual(expect.arrayContaining(plain.step));
      expect(step).toEqual(
        expect.arrayContaining(Array.from({ length: Math.floor(end / every) }, (_, k) => every * (k + 1))),
      );
    }
  });
});

describe('Slices', () => {
  const given: Given = { value: (step) => 3 / step ** 1.5, other: Math.sin, breaths: 2 };

  it('of any size give the same rows and the same end', async () => {
    const whole = await runToTheEnd(given);
    expect(whole.end).toBeGreaterThan(150);
    for (const maxSteps of [1, 2, 3, 17, 64, 1000]) expect(await runToTheEnd(given, {}, { maxSteps })).toEqual(whole);
    for (const budgetMs of [0, 1, 3, 10, 100])
      expect(await runToTheEnd(given, { tick: 1 }, { budgetMs })).toEqual(whole);
  });

  it('of one step take one step, and measure it when asked to', async () => {
    const { run } = start({ ...given, stride: 16 });
    for (let step = 1; step <= 40; step++) {
      const frame = await run.advance({ ...ALL, maxSteps: 1, measureLast: true });
      expect([frame.step, run.step]).toEqual([step, step]);
      expect(Array.from(frame.rows.step)).toEqual([step]);
    }
    expect((await run.advance({ ...ALL, maxSteps: 1 })).rows.step).toHaveLength(0);
  });

  it('measured by hand do not move the end', async () => {
    const odd: Given = {
      value: (step) => (step === 5 || step > 30 ? 0 : step === 7 ? Number.POSITIVE_INFINITY : 1),
      stride: 16,
    };
    const plain = await runToTheEnd(odd);
    const byHand = await runToTheEnd(odd, {}, { maxSteps: 1, measureLast: true });
    expect([byHand.outcome, byHand.end]).toEqual([plain.outcome, plain.end]);
    expect(byHand.step).toHaveLength(plain.end);
  });

  it('that end in a breath do not measure the step before, whose iterate is no longer whole', async () => {
    const { run, log } = start({ value: () => 1, breaths: 50, stride: 16 }, { tick: 1 });
    for (let k = 0; k < 200; k++) await run.advance({ ...ALL, budgetMs: 5, maxSteps: 1, measureLast: true });
    expect(run.step).toBeGreaterThan(5);
    expect(log).toEqual([]);
  });

  it('count the work of all steps, measured or not', async () => {
    const { run } = start({ value: () => 1, stride: 16 });
    const frame = await run.advance({ ...ALL, maxSteps: 20 });
    expect(frame.work).toEqual({ work: 200, more: 20 });
    expect(Array.from(frame.rows.work)).toEqual([16 * 11]);
  });

  it('count seconds over the slices, and not between them', async () => {
    const { run } = start({ value: () => 1 }, { tick: 1 });
    let before = 0;
    for (let k = 0; k < 5; k++) {
      const frame = await run.advance({ ...ALL, maxSteps: 3 });
      for (const seconds of frame.rows.seconds) {
        expect(seconds).toBeGreaterThan(before);
        before = seconds;
      }
      expect(frame.elapsed).toBeGreaterThanOrEqual(before);
    }
  });

  it('bring the snapshots that were asked for and exist, of the last iterate', async () => {
    const { run } = start({ value: () => 1 });
    expect((await run.advance({ ...ALL, maxSteps: 0, snapshots: ['picture'] })).snapshots).toBeNull();
    expect((await run.advance({ ...ALL, maxSteps: 4, snapshots: ['picture', 'toString', 'none'] })).snapshots).toEqual({
      picture: { step: 4 },
    });
    expect((await run.advance({ ...ALL, maxSteps: 1 })).snapshots).toBeNull();
  });
});

describe('Preparing', () => {
  it('goes in breaths over several slices before the first step, and says so', async () => {
    const { run, log } = start({ value: () => 1, prepares: 20 }, { tick: 1 });
    const frames: Frame[] = [];
    while (run.step === 0) frames.push(await run.advance({ ...ALL, budgetMs: 4, maxSteps: 1 }));
    expect(frames.length).toBeGreaterThan(2);
    expect(frames.map(({ preparing }) => preparing)).toEqual([...frames.slice(1).map(() => true), false]);
    expect(frames.slice(0, -1).every(({ step, rows }) => step === 0 && rows.step.length === 0)).toBe(true);
    expect(log).toEqual(['prepared']);
  });

  it('does not change the rows', async () => {
    const given: Given = { value: (step) => 1 / step ** 2 };
    expect(await runToTheEnd({ ...given, prepares: 9 }, { tick: 1 }, { budgetMs: 2 })).toEqual(
      await runToTheEnd(given),
    );
  });
});

describe('An iterate on a device', () => {
  it('is brought home before it is measured, drawn or made into a result', async () => {
    const { run } = start({ value: () => 1, settles: true, stride: 16 });
    await run.advance({ ...ALL, maxSteps: 3, snapshots: ['picture'] });
    expect(await run.result()).toEqual({ step: 3, steps: 3, home: true });
    await run.advance({ ...ALL, maxSteps: 30, measureLast: true });
    expect(run.step).toBe(33);
  });
});

describe('Opening and closing', () => {
  it('has no result before the first step', async () => {
    expect(await start({ value: () => 1 }).run.result()).toBeNull();
  });

  it('throws what the instance or the bench refuses', () => {
    expect(() => start({ value: () => 1 }, { spec: { instanceParams: { n: 9 } } })).toThrow(
      new ProblemError('n = 9 is too many.'),
    );
    expect(() => start({ value: () => 1, stride: 7 }, { spec: { method: 'single' } })).toThrow(ProblemError);
  });

  it('lets the solver clean up, once it has begun', async () => {
    const { run, log } = start({ value: () => 1 });
    await run.advance({ ...ALL, maxSteps: 2 });
    await run.close();
    await run.close();
    expect(log).toEqual(['closed']);
    await start({ value: () => 1 }).run.close();
  });

  it('says where it computes: float64 methods on the processor, whatever was opened', () => {
    expect(start({ value: () => 1 }).run.backend).toBe('cpu-float64');
    expect(start({ value: () => 1 }, { spec: { method: 'single' } }).run.backend).toBe('wasm');
  });

  it('draws the same numbers for the same seed, others for another, and two streams apart', async () => {
    const draws = async (seed: number) => {
      const { bench } = fakeBench({ value: () => 1 });
      let seen: readonly number[] = [];
      const spied = { ...bench, result: (_: unknown, { draws }: Iterate) => ({ draws: (seen = draws) }) };
      const run = openRun(
        spied,
        { ...defaultSpec(describeBench(bench)), seed },
        { assets: {}, backend: 'cpu', now: () => 0 },
      );
      await run.advance({ ...ALL, maxSteps: 3 });
      await run.result();
      return seen;
    };
    expect(await draws(1)).toEqual(await draws(1));
    expect(await draws(2)).not.toEqual(await draws(1));
    const [initial, noise] = await draws(1);
    expect(initial).not.toBe(noise);
  });
});
