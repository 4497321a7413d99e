import { describe, expect, it } from 'vitest';
import { createRecorder, type Rows } from './recorder.ts';

const rows = (
  steps: readonly number[],
  metrics: Record<string, number[]> = { error: steps.map((step) => 1 / step) },
): Rows => ({
  step: Float64Array.from(steps),
  seconds: Float64Array.from(steps, (step) => step / 10),
  work: Float64Array.from(steps, (step) => 2 * step),
  metrics: Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, Float64Array.from(values)])),
});

describe('A recorder', () => {
  it('is empty at first', () => {
    const recorder = createRecorder(['error']);
    expect(recorder.length).toBe(0);
    for (const name of ['step', 'seconds', 'work', 'error', 'unheard of'])
      expect(recorder.column(name)).toHaveLength(0);
  });

  it('joins the rows of slices of any size, past every growth of its columns', () => {
    const recorder = createRecorder(['error']);
    let next = 1;
    for (const size of [1, 0, 255, 1, 300, 2000, 3]) {
      recorder.append(rows(Array.from({ length: size }, () => next++)));
      expect(recorder.length).toBe(next - 1);
    }
    const steps = Array.from({ length: next - 1 }, (_, k) => k + 1);
    expect(Array.from(recorder.column('step'))).toEqual(steps);
    expect(Array.from(recorder.column('work'))).toEqual(steps.map((step) => 2 * step));
    expect(Array.from(recorder.column('seconds'))).toEqual(steps.map((step) => step / 10));
    expect(Array.from(recorder.column('error'))).toEqual(steps.map((step) => 1 / step));
  });

  it('keeps NaN, and puts it where a slice has no column of that name', () => {
    const recorder = createRecorder(['error', 'gap']);
    recorder.append(rows([1, 2], { error: [Number.NaN, 3] }));
    recorder.append(rows([3], { gap: [7], other: [9] }));
    expect(Array.from(recorder.column('error'))).toEqual([Number.NaN, 3, Number.NaN]);
    expect(Array.from(recorder.column('gap'))).toEqual([Number.NaN, Number.NaN, 7]);
    expect(Array.from(recorder.column('other'))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('copies: what a slice does with its rows afterwards changes nothing', () => {
    const recorder = createRecorder(['error']);
    const given = rows([1, 2]);
    recorder.append(given);
    given.step.fill(0);
    expect(Array.from(recorder.column('step'))).toEqual([1, 2]);
  });

  it('tells its listeners of every slice until they leave', () => {
    const recorder = createRecorder([]);
    const heard: number[] = [];
    const leave = recorder.subscribe(() => heard.push(recorder.version));
    recorder.append(rows([1]));
    recorder.append(rows([]));
    leave();
    recorder.append(rows([2]));
    expect(heard).toEqual([1, 2]);
    expect(recorder.version).toBe(3);
  });
});
