import { expect, it } from 'vitest';
import { asShared } from '../engine/packed-data.ts';
import { onDrawnGrid } from './drawn-grid.ts';

it('is less than a thousandth of the range away, and stays in a link while points are added and taken away', () => {
  for (const room of [
    [-2, 2],
    [-13.7, 91.2],
  ] as const) {
    const width = room[1] - room[0];
    let points: number[][] = [];
    for (let k = 0; k < 60; k++) {
      const given = [room[0] + width * ((k * 0.618) % 1), room[0] + width * ((k * 0.414) % 1)];
      const drawn = given.map((value) => onDrawnGrid(value, room));
      drawn.forEach((value, axis) => {
        expect(Math.abs(value - given[axis]!)).toBeLessThan(width / 1000);
      });
      points = [...points, drawn];
      expect(asShared({ points })).toEqual({ points });
    }
    for (; points.length > 1; points = points.slice(1)) expect(asShared({ points })).toEqual({ points });
  }
  expect(Object.is(onDrawnGrid(-0.0001967, [-2, 2]), 0)).toBe(true);
});
