import { describe, expect, it } from 'vitest';
import { type AnyBench, describe as describeBench, ProblemError } from './bench.ts';
import { defaultSpec } from './run-spec.ts';
import { timeSteps } from './time-steps.ts';

/** A solver whose first steps take long, on a clock of its own; measuring and preparing take longer still. */
function slowBench(steps = Number.POSITIVE_INFINITY) {
  let clock = 0;
  const log: string[] = [];
  const bench = {
    id: 'lab/slow',
    title: 'Slow',
    help: 'For tests',
    instances: { only: { label: 'A', help: 'B', params: {}, make: () => ({}) } },
    methods: {
      only: {
        label: 'A',
        source: 'B',
        precision: 'float64',
        params: {},
        *solve() {
          try {
            for (let k = 1; k <= steps; k++) {
              clock += k <= 2 ? 500 : 3;
              yield undefined;
              clock += 7;
              yield { step: k };
            }
          } finally {
            log.push('closed');
          }
        },
      },
    },
    metrics: {
      error: {
        label: 'Error',
        scale: 'log',
        better: 'lower',
        help: 'B',
        measure: () => {
          clock += 1000;
          return 1;
        },
      },
    },
    snapshots: {},
    defaultInstance: 'only',
    defaultMethod: 'only',
    stop: { rule: { metric: 'error', bound: 1e-3, direction: 'below' }, maxSteps: 3 },
    describeProblem: () => ({ facts: {}, notes: [] }),
    *prepare() {
      clock += 10_000;
      log.push('prepared');
      yield undefined;
    },
    result: () => ({}),
    resultFields: {},
  } as unknown as AnyBench;
  return { bench, log, now: () => clock };
}

const timed = ({ bench, now }: ReturnType<typeof slowBench>, seconds: number) =>
  timeSteps(bench, defaultSpec(describeBench(bench)), { assets: {}, backend: 'cpu', now, seconds });

describe('The time of a step', () => {
  it('leaves out the first two steps, preparation and metrics', async () => {
    const slow = slowBench();
    const { secondsPerStep, steps, backend } = await timed(slow, 0.075);
    expect(secondsPerStep).toBeCloseTo(0.01, 12);
    expect(steps).toBe(8);
    expect(backend).toBe('cpu-float64');
    expect(slow.log).toEqual(['closed']);
  });

  it('goes beyond the steps of a run, and takes one where that is long enough', async () => {
    expect((await timed(slowBench(), 0.5)).steps).toBe(64);
    expect((await timed(slowBench(), 0.01)).steps).toBe(1);
  });

  it('is refused for a run that ends first', async () => {
    const slow = slowBench(9);
    await expect(timed(slow, 1)).rejects.toThrow(new ProblemError('The run ended after 9 steps, too few to be timed.'));
    expect(slow.log).toEqual(['closed']);
  });
});
