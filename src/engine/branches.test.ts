import { describe, expect, it } from 'vitest';
import { number } from '../params/descriptor.ts';
import { type AnyBench, describe as describeBench, instance, method, type Settling } from './bench.ts';
import { openRun } from './open-run.ts';
import { checkRun, defaultSpec, type ParamChange, writeChanges } from './run-spec.ts';

interface Iterate extends Settling {
  readonly x: number;
}
const rate = number({ label: 'Rate', min: 0, max: 10, default: 1, help: 'of growth' });
const start = number({ label: 'Start', min: 0, max: 10, default: 2, help: 'of the sum' });

/** Adds the rate, read anew each step, to a start, read once. */
const bench: AnyBench = {
  id: 'test/sums',
  title: 'Sums',
  help: 'for tests',
  instances: {
    only: instance<object>()({ label: 'Only', help: 'one', params: {}, make: () => ({}) }),
  },
  methods: {
    add: method<object, Iterate>()({
      label: 'Add',
      source: 'none',
      precision: 'float64',
      params: { rate, start },
      *solve(_, params) {
        let x = params.start;
        for (;;) yield { x: (x += params.rate) };
      },
    }),
  },
  metrics: {
    x: {
      label: 'x',
      scale: 'linear',
      better: null,
      help: 'the sum',
      measure: (_: object, { x }: Iterate) => x,
    },
  },
  snapshots: {},
  defaultInstance: 'only',
  defaultMethod: 'add',
  stop: { rule: null, maxSteps: 10 },
  describeProblem: () => ({ facts: {}, notes: [] }),
  result: () => ({}),
  resultFields: {},
};
const description = describeBench(bench);

async function run(changes: readonly ParamChange[], maxSteps = 1000) {
  const spec = { ...defaultSpec(description), changes };
  const open = openRun(bench, spec, { assets: {}, backend: 'cpu', now: () => 0 });
  const frames = [];
  while (open.outcome === null)
    frames.push(await open.advance({ budgetMs: 1, maxSteps, snapshots: [], measureLast: false }));
  return { x: frames.flatMap((frame) => [...frame.rows.metrics.x!]), live: frames.at(-1)!.live };
}

describe('A branch of a run', () => {
  it('is the run up to its step, and goes on with the new value from there', async () => {
    const [whole, branch] = [await run([]), await run([{ step: 4, params: { rate: 5 } }])];
    expect(whole.x).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(branch.x).toEqual([3, 4, 5, 6, 11, 16, 21, 26, 31, 36]);
  });

  it('is the same however the run is sliced', async () => {
    const changes = [
      { step: 1, params: { rate: 0 } },
      { step: 7, params: { rate: 2 } },
    ];
    expect((await run(changes, 1)).x).toEqual((await run(changes, 3)).x);
    expect((await run(changes, 1)).x).toEqual([3, 3, 3, 3, 3, 3, 3, 5, 7, 9]);
  });

  it('knows which parameters it can change: those read after the first step', async () => {
    expect((await run([])).live).toEqual(['rate']);
    expect((await run([{ step: 3, params: { start: 9 } }])).x).toEqual((await run([])).x);
  });

  it('is read from a link with a sentence for each part that cannot be used', () => {
    const read = (fork: string) => checkRun(description, { fork });
    const changes = [
      { step: 4, params: { rate: 5 } },
      { step: 9, params: { rate: 0.5, start: 1 } },
    ];
    expect(writeChanges(changes)).toBe('4,rate,5;9,rate,0.5,start,1');
    expect(read(writeChanges(changes)).spec.changes).toEqual(changes);
    expect(read('4,rate,5').corrections).toEqual([]);
    for (const [text, words] of [
      ['0,rate,5', /whole step from 1 on/],
      ['4,rate,5;4,rate,6', /later than the one before/],
      ['4,speed,5', /speed, which is no parameter/],
      ['4,rate,fast', /at step 4: rate/],
      ['4,rate,99', /at step 4: rate .*10/],
      [Array.from({ length: 9 }, (_, k) => `${k + 1},rate,1`).join(';'), /more than 8 changes/],
    ] as const) {
      const { spec, corrections } = read(text);
      expect(corrections[0]?.message).toMatch(words);
      expect(spec.changes?.length ?? 0).toBeLessThanOrEqual(8);
    }
  });
});
