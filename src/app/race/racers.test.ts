import { describe, expect, it } from 'vitest';
import type { BenchDescription } from '../../engine/bench.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import { barredWords } from './racers.ts';

const description = {
  instances: { clouds: { params: { n: { symbol: 'n', label: 'Points' } } }, rings: { params: {} } },
} as unknown as BenchDescription;
const spec = (rest: Partial<RunSpec> = {}) =>
  ({ instance: 'clouds', instanceParams: { n: 24 }, seed: 1, data: null, ...rest }) as RunSpec;
const say = (...pins: RunSpec[]) =>
  barredWords(description, [
    { role: 'edited', spec: spec() },
    ...pins.map((one) => ({ role: 'pin' as const, spec: one })),
  ]);

describe('why a pinned run does not race', () => {
  it('says nothing of runs that may', () => {
    expect(say()).toBe('');
    expect(say(spec(), spec({ params: { eps: 0.1 } }))).toBe('');
  });
  it('names the letter and what is another', () => {
    expect(say(spec(), spec({ seed: 4 }))).toBe('Run B has another seed; only runs of the same problem and seed race.');
    expect(say(spec({ instanceParams: { n: 16 } }), spec({ data: [1], seed: 2 }))).toBe(
      'Run A has another n; run B has another seed and other data; only runs of the same problem and seed race.',
    );
    expect(say(spec({ instance: 'rings', instanceParams: {} }))).toContain('Run A has another problem;');
  });
});
