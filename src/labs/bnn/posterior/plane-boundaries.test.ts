import { expect, test } from 'vitest';
import { planeBoundaries } from './plane-boundaries.ts';

const square = { from: -2, to: 2 };
const SIDE = 40;
const centre = (cell: number) => -2 + (4 * (cell + 0.5)) / SIDE;

test('two classes part where the probability is one half, between the limits of what is known', () => {
  const mean = Float64Array.from({ length: 2 * SIDE * SIDE }, (_, k) => {
    const second = 1 / (1 + Math.exp(-4 * centre((k >> 1) % SIDE)));
    return k % 2 === 1 ? second : 1 - second;
  });
  const [middle, low, high] = planeBoundaries(mean, 2, SIDE, square);
  expect([middle, low, high].map((curve) => curve!.dashed)).toEqual([false, true, true]);
  for (const x of middle!.x) expect(x).toBeCloseTo(0, 10);
  for (const x of low!.x) expect(x).toBeCloseTo(-Math.log(4) / 4, 2);
  for (const x of high!.x) expect(x).toBeCloseTo(Math.log(4) / 4, 2);
});

test('of three classes each has a line where another becomes the likeliest', () => {
  const score = (one: number, x: number, y: number) => Math.exp(2 * (one === 0 ? x : one === 1 ? y : -x - y));
  const mean = Float64Array.from({ length: 3 * SIDE * SIDE }, (_, k) => {
    const cell = Math.floor(k / 3);
    const [x, y] = [centre(cell % SIDE), centre(Math.floor(cell / SIDE))];
    const sum = [0, 1, 2].reduce((all, one) => all + score(one, x, y), 0);
    return score(k % 3, x, y) / sum;
  });
  const curves = planeBoundaries(mean, 3, SIDE, square);
  expect(curves.length).toBeGreaterThanOrEqual(3);
  expect(curves.every(({ dashed }) => !dashed)).toBe(true);
  // Between the first two classes the line is x = y.
  const between = curves
    .flatMap(({ x, y }) => x.map((at, k) => [at, y[k]!] as const))
    .filter(([x, y]) => x > 0.3 && y > 0.3);
  expect(between.length).toBeGreaterThan(10);
  for (const [x, y] of between) expect(Math.abs(x - y)).toBeLessThan(0.1);
});
