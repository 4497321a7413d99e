import { afterEach, describe, expect, it } from 'vitest';
import { mulberry32 } from '../random.ts';
import { openSparseGradients } from './sparse-gradients.ts';

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

/** A path of `size` unknowns: entries −factor beside the diagonal. Rows in `bare` have their own in the sparse matrix, and 0 there. */
function path(size: number, factor: number, twins: boolean, breath: number, bare: readonly number[] = []) {
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const on = openSparseGradients(size, 3 * size);
  expect(on.native).toBe(!twins);
  const random = mulberry32(size);
  const { start, index } = on.integers;
  const { value, diagonal, x, residual, z, p, q, state } = on.floats;
  let count = 0;
  for (let i = 0; i < size; i++) {
    const own = 2.5 + random();
    diagonal[i] = bare.includes(i) ? 0 : own;
    if (bare.includes(i)) {
      index[count] = i;
      value[count++] = own;
    }
    residual[i] = random() - 0.5;
    for (const j of [i - 1, i + 1]) {
      if (j < 0 || j >= size) continue;
      index[count] = j;
      value[count++] = -factor;
    }
    start[i + 1] = count;
  }
  let ended = 0;
  for (let calls = 0; ended === 0 && calls < 1000; calls++) {
    ended = on.run.advance(start, index, value, diagonal, x, residual, z, p, q, state, size, 1e-12, breath, 500);
  }
  return { ended, x: [...x], state: [...state] };
}

describe('Conjugate gradients', () => {
  for (const size of [1, 2, 3, 5, 63, 64, 65, 173]) {
    for (const factor of [1, 1e-310, 1e308, 3, Number.NaN]) {
      it(`equal their twin to the bit, ${size} unknowns, entries ${-factor}`, () => {
        expect(path(size, factor, false, 3)).toEqual(path(size, factor, true, 3));
      });
    }
  }

  // In the first and the second of a pair of lanes, in both, and in the one that is left over.
  for (const [size, bare] of [
    [3, [0]],
    [3, [1]],
    [3, [2]],
    [64, [6, 7, 31]],
    [65, [0, 21, 64]],
  ] as const) {
    it(`solve where the diagonal is 0 and equal their twin to the bit, ${size} unknowns, rows ${bare}`, () => {
      const { x, ended, state } = path(size, 1, false, 3, bare);
      expect({ x, ended, state }).toEqual(path(size, 1, true, 3, bare));
      expect(ended).toBe(1);
      const whole = path(size, 1, false, 3).x;
      for (let k = 0; k < size; k++) expect(Math.abs(x[k]! - whole[k]!)).toBeLessThan(1e-10);
    });
  }

  it('solve, whatever the steps between two breaths', () => {
    const { x, ended } = path(63, 1, false, 1000);
    expect(ended).toBe(1);
    expect(path(63, 1, false, 1).x).toEqual(x);
    expect(x.every(Number.isFinite)).toBe(true);
  });
});
