import { describe, expect, it } from 'vitest';
import { frequencyOf, heardOf, tonesOf } from './hear.ts';

const axis = { label: '', log: false };
const series = (xs: number[], ys: number[], first = false) => ({ name: '', xs, ys, more: {}, first });
const chart = { x: axis, y: axis, crosshair: null, setCrosshair: null };

describe('pitch', () => {
  it('goes up three octaves from the lowest number to the highest', () => {
    expect(frequencyOf(0, [0, 1], false)).toBe(165);
    expect(frequencyOf(1, [0, 1], false)).toBe(1320);
    expect(frequencyOf(0.5, [0, 1], false)).toBeCloseTo(165 * 2 ** 1.5, 9);
  });

  it('is even in decades on a log axis', () => {
    expect(frequencyOf(1e-3, [1e-6, 1], true)).toBeCloseTo(165 * 2 ** 1.5, 9);
    expect(frequencyOf(0, [1e-6, 1], true)).toBeNull();
  });

  it('is the middle of the range where all numbers are one, and none for what is not finite', () => {
    expect(frequencyOf(3, [3, 3], false)).toBeCloseTo(165 * 2 ** 1.5, 9);
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY]) expect(frequencyOf(none, [0, 1], false)).toBeNull();
  });
});

describe('voices', () => {
  it('begin with the edited run and are silent where a number does not exist', () => {
    const voices = tonesOf({ ...chart, series: [series([1, 2], [0, 4]), series([1, 2], [2, Number.NaN], true)] });
    expect(voices.map((voice) => voice.map(({ frequency }) => frequency))).toEqual([
      [165 * 2 ** 1.5, null],
      [165, 1320],
    ]);
  });

  it('are thinned evenly along the axis', () => {
    const xs = Array.from({ length: 1000 }, (_, i) => i + 1);
    const [voice] = tonesOf({ ...chart, series: [series(xs, xs)] });
    expect(voice!.length).toBe(90);
    expect([voice![0]!.x, voice!.at(-1)!.x]).toEqual([1, 1000]);
  });

  it('are the last column of numbers where a picture has no curves', () => {
    const table = () => ({
      head: ['Cell', 'Mass', 'Note'],
      rows: [
        ['a', '0.1', '–'],
        ['b', '0.3', '–'],
      ],
    });
    expect(heardOf({ rows: 2 }, table)).toEqual([
      [
        { x: 0, frequency: 165 },
        { x: 1, frequency: 1320 },
      ],
    ]);
    expect(heardOf({ rows: 2 }, () => ({ head: ['Cell'], rows: [] }))).toEqual([]);
  });
});
