import { expect, test } from 'vitest';
import { normalTail } from './normal-tail.ts';
import { mulberry32 } from './random.ts';
import { zigguratNormals } from './ziggurat-normals.ts';

const COUNT = 200_000;
const drawn = new Float64Array(COUNT);
zigguratNormals(mulberry32(7))(drawn);

test('normals by the ziggurat have the moments of a normal', () => {
  const moment = (power: number) => drawn.reduce((sum, x) => sum + x ** power, 0) / COUNT;
  // Four standard errors: √(Var x^p / n), with Var x² = 2, Var x³ = 15, Var x⁴ = 96.
  expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / COUNT));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / COUNT));
  expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / COUNT));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / COUNT));
});

test('and its distribution function, also beyond the last layer', () => {
  const sorted = drawn.toSorted();
  let farthest = 0;
  sorted.forEach((x, k) => {
    farthest = Math.max(farthest, Math.abs((k + 0.5) / COUNT - normalTail(-x)));
  });
  // Kolmogorov–Smirnov: 1.95 / √n has probability 0.001.
  expect(farthest).toBeLessThan(1.95 / Math.sqrt(COUNT));
  for (const cut of [3, 3.6, 4]) {
    const expected = 2 * COUNT * normalTail(cut);
    const beyond = drawn.reduce((count, x) => count + (Math.abs(x) > cut ? 1 : 0), 0);
    expect(Math.abs(beyond - expected)).toBeLessThan(4 * Math.sqrt(expected) + 1);
  }
});

test('neighbours are not correlated', () => {
  let sum = 0;
  for (let k = 1; k < COUNT; k++) sum += drawn[k]! * drawn[k - 1]!;
  expect(Math.abs(sum / COUNT)).toBeLessThan(4 / Math.sqrt(COUNT));
});

test('equal seeds give equal numbers, in float32 as in float64', () => {
  const [a, b] = [new Float64Array(50), new Float32Array(50)];
  zigguratNormals(mulberry32(3))(a);
  zigguratNormals(mulberry32(3))(b);
  expect(b).toEqual(Float32Array.from(a));
  const c = new Float64Array(50);
  zigguratNormals(mulberry32(4))(c);
  expect(c).not.toEqual(a);
});
