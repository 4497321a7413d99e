import { describe, expect, it } from 'vitest';
import type { BenchDescription } from '../../engine/bench.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import { metricOf, noteOf, responseOf, responseWords, STEPS } from './response.ts';
import type { Sweep, SweepPoint } from './sweeps.ts';

const point = (value: number, to: Partial<SweepPoint> = {}): SweepPoint => ({
  value,
  outcome: 'converged',
  step: 10,
  finals: { error: 0.1 },
  reason: '',
  ...to,
});
const sweep = (points: SweepPoint[], metric: string | null = null): Sweep => ({
  base: '',
  values: [],
  points,
  running: false,
  metric,
  message: null,
});
const description = { metrics: { size: { better: null }, error: { better: 'lower' } } } as unknown as BenchDescription;
const ruled = { until: { metric: 'error', bound: 1, direction: 'below' } } as RunSpec;
const plain = { until: null } as RunSpec;

describe('A response curve', () => {
  it('shows the steps to the rule where it is reached, else the rule’s metric, else the first with a better side', () => {
    expect(metricOf(description, ruled, sweep([point(1), point(2, { outcome: 'exhausted' })]))).toBe(STEPS);
    expect(metricOf(description, ruled, sweep([point(2, { outcome: 'exhausted' })]))).toBe('error');
    expect(metricOf(description, plain, sweep([point(1)]))).toBe('error');
    expect(metricOf(description, plain, sweep([point(1)], 'size'))).toBe('size');
    expect(metricOf(description, plain, sweep([point(1)], STEPS))).toBe('error');
  });

  it('has gaps where a run diverged, was refused or did not reach the rule, and says why', () => {
    expect(responseOf(point(1), STEPS)).toBe(10);
    for (const [one, metric] of [
      [point(1, { outcome: 'exhausted' }), STEPS],
      [point(1, { outcome: 'diverged', reason: 'diverged at step 3' }), 'error'],
      [point(1, { outcome: null, finals: {}, reason: 'refused' }), 'error'],
    ] as const) {
      expect(responseOf(one, metric)).toBeNaN();
      expect(noteOf(one, metric)).not.toBe('');
    }
    expect(noteOf(point(1, { outcome: 'exhausted' }), STEPS)).toBe('not reached in 10 steps');
  });

  it('is told in one sentence', () => {
    const points = [point(1, { step: 40 }), point(2, { step: 7 }), point(3, { outcome: 'exhausted' })];
    expect(responseWords(sweep(points), STEPS, 'Steps')).toBe('Steps: least 7 at 2, most 40 at 1. None at 1 value.');
    expect(responseWords(sweep([]), STEPS, 'Steps')).toBe('Steps: no value gave a number.');
  });
});
