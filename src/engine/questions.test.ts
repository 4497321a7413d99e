import { describe, expect, it } from 'vitest';
import { type Bench, ProblemError, type Settling } from './bench.ts';
import { openRun } from './open-run.ts';
import type { RunSpec } from './run-spec.ts';

interface Counting extends Settling {
  readonly step: number;
}

const bench: Bench<object, Counting> = {
  id: 'lab/asked',
  title: 'Asked',
  help: 'For tests',
  instances: { only: { label: 'Only', help: 'The only one', params: {}, make: () => ({}) } },
  methods: {
    count: {
      label: 'Count',
      source: 'here',
      precision: 'float64',
      params: {},
      *solve() {
        for (let step = 1; ; step++) yield { step };
      },
    },
  },
  metrics: {},
  snapshots: {},
  questions: {
    times: async (_, { step }, question) => {
      if (typeof question !== 'number') throw new ProblemError('Ask with a number.');
      return { product: step * question };
    },
  },
  defaultInstance: 'only',
  defaultMethod: 'count',
  stop: { rule: null, maxSteps: 100 },
  describeProblem: () => ({ facts: {}, notes: [] }),
  result: () => ({}),
  resultFields: {},
};
const spec: RunSpec = {
  bench: 'lab/asked',
  instance: 'only',
  instanceParams: {},
  method: 'count',
  params: {},
  data: null,
  seed: 1,
  maxSteps: 100,
  until: null,
  backend: null,
};
const open = () => openRun(bench, spec, { assets: {}, backend: 'cpu', now: () => 0 });
const slice = { budgetMs: 1e9, maxSteps: 7, snapshots: [], measureLast: false };

describe('A question about a run', () => {
  it('has no answer before the first step, and then one from the last iterate', async () => {
    const run = open();
    expect(await run.ask('times', 6)).toBeNull();
    await run.advance(slice);
    expect(await run.ask('times', 6)).toEqual({ product: 42 });
  });

  it('is refused with a sentence when the bench does not know it, or it makes no sense', async () => {
    const run = open();
    await run.advance(slice);
    await expect(run.ask('toString', 6)).rejects.toThrow('Asked answers no question named toString.');
    await expect(run.ask('times', 'six')).rejects.toThrow('Ask with a number.');
  });
});
