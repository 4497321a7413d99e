import { expect, it } from 'vitest';
import { largestMagnitudes } from './largest-magnitudes.ts';
import { mulberry32 } from './random.ts';

const chosen = (values: number[], k: number, allowed: Uint8Array | null = null) => {
  const out = new Int32Array(k);
  return [...out.subarray(0, largestMagnitudes(Float64Array.from(values), 0, values.length, k, out, 0, allowed))];
};

it('Finds what sorting finds, ties to the lower index', () => {
  const random = mulberry32(3);
  for (let trial = 0; trial < 200; trial++) {
    const values = Array.from({ length: 12 }, () => Math.floor(7 * random()) - 3);
    const sorted = values.map((_, j) => j).sort((i, j) => Math.abs(values[j]!) - Math.abs(values[i]!) || i - j);
    for (const k of [1, 3, 12]) expect(chosen(values, k)).toEqual(sorted.slice(0, k));
  }
});

it('Passes over what is not allowed, and finds fewer where fewer are left', () => {
  expect(chosen([5, -9, 2, 7], 3, Uint8Array.of(1, 0, 1, 0))).toEqual([0, 2]);
  expect(chosen([5, -9], 2, Uint8Array.of(0, 0))).toEqual([]);
});

it('Reads and writes where it is told', () => {
  const out = new Int32Array(4).fill(-1);
  expect(largestMagnitudes(Float64Array.of(9, 9, 1, -4, 3), 2, 3, 2, out, 1)).toBe(2);
  expect([...out]).toEqual([-1, 1, 2, -1]);
});
