import { afterEach, describe, expect, it } from 'vitest';
import { mulberry32 } from '../random.ts';
import { awkwardNumbers } from './awkward-numbers.ts';
import { openDenseProducts } from './dense-products.ts';

const SIZES = [
  [1, 4, 4],
  [2, 5, 7],
  [3, 64, 6],
  [63, 65, 5],
  [65, 63, 64],
  [173, 20, 17],
] as const;

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

/** What each product gives, one after the other on the same arrays. */
function pass(rows: number, n: number, m: number, draw: (random: () => number) => number, twins: boolean) {
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const rooms = { values: rows * n, delta: rows * m, weights: n * m, bias: m, panel: 4 * n };
  const { run, floats, native } = openDenseProducts(rooms);
  expect(native).toBe(!twins);
  const random = mulberry32(100 * n + m);
  const { values, delta, weights, bias, panel } = floats;
  for (const array of [values, delta, weights, bias]) for (let k = 0; k < array.length; k++) array[k] = draw(random);
  run.affine(values, rows, n, weights, bias, m, delta, panel);
  const forward = delta.slice();
  run.weightGradient(values, delta, rows, n, m, weights, bias);
  const gradient = [...weights, ...bias];
  run.timesTransposed(delta, rows, m, weights, n, values);
  return [...forward, ...gradient, ...values];
}

describe('Products of a dense layer', () => {
  for (const [rows, n, m] of SIZES)
    for (const [kind, draw] of Object.entries(awkwardNumbers))
      it(`equal their twins to the bit, ${rows} rows, ${n} × ${m}, ${kind} numbers`, () => {
        const [native, twin] = [pass(rows, n, m, draw, false), pass(rows, n, m, draw, true)];
        const differs = native.findIndex((value, k) => !Object.is(value, twin[k]));
        expect([differs, native[differs], twin[differs]]).toEqual([-1, undefined, undefined]);
      });
});
