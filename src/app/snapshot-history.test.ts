import { describe, expect, it } from 'vitest';
import { createSnapshotHistory } from './snapshot-history.ts';

const picture = (step: number) => ({ picture: step });

describe('The history of pictures', () => {
  it('is empty at first', () => {
    const history = createSnapshotHistory();
    expect(history.steps).toEqual([]);
    expect([history.at(null), history.at(3)]).toEqual([null, null]);
  });

  it('finds the newest picture at or before a step, the first before all, and the last for null', () => {
    const history = createSnapshotHistory();
    for (const step of [5, 10, 20]) history.keep(step, picture(step));
    const found = (step: number | null) => history.at(step)?.step;
    expect([0, 4, 5, 9, 10, 19, 20, 1000].map(found)).toEqual([5, 5, 5, 5, 10, 10, 20, 20]);
    expect(history.at(null)).toEqual({ step: 20, snapshots: picture(20) });
  });

  it('replaces the last picture when the same step is drawn again', () => {
    const history = createSnapshotHistory();
    history.keep(1, picture(1));
    history.keep(1, { picture: 'new' });
    expect(history.steps).toEqual([1]);
    expect(history.at(1)?.snapshots).toEqual({ picture: 'new' });
  });

  it('never holds more than its capacity and always the first and the last picture', () => {
    const history = createSnapshotHistory(8);
    for (let step = 1; step <= 1000; step++) {
      history.keep(step, picture(step));
      expect(history.steps.length).toBeLessThanOrEqual(8);
      expect(history.steps[0]).toBe(1);
      expect(history.steps.at(-1)).toBe(step);
      expect(history.at(null)?.snapshots).toEqual(picture(step));
    }
    expect([...history.steps]).toEqual([...history.steps].sort((p, q) => p - q));
  });

  it('tells its listeners of every picture until they leave', () => {
    const history = createSnapshotHistory();
    const heard: number[] = [];
    const leave = history.subscribe(() => heard.push(history.version));
    history.keep(1, picture(1));
    history.keep(2, picture(2));
    leave();
    history.keep(3, picture(3));
    expect(heard).toEqual([1, 2]);
  });

  it('gives a replayed step exactly, knows what its picture holds, and forgets the oldest of them', () => {
    const history = createSnapshotHistory(8, 2);
    for (const step of [10, 20]) history.keep(step, picture(step));
    expect(history.has(12, ['picture'])).toBe(false);
    for (const step of [12, 13, 14]) history.insert(step, picture(step));
    expect(history.at(14)).toEqual({ step: 14, snapshots: picture(14) });
    expect(history.has(13, ['picture'])).toBe(true);
    expect(history.has(13, ['picture', 'other'])).toBe(false);
    expect(history.at(12)?.step).toBe(10);
    expect(history.steps).toEqual([10, 20]);
    expect(history.at(null)?.step).toBe(20);
  });
});
