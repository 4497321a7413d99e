import { afterEach, describe, expect, it } from 'vitest';
import { mulberry32 } from '../random.ts';
import { awkwardNumbers } from './awkward-numbers.ts';
import { openGaussianLists } from './gaussian-lists.ts';

const SIZES = [
  [1, 1, 1],
  [2, 3, 2],
  [5, 1, 3],
  [3, 5, 8],
  [63, 65, 5],
  [65, 63, 64],
  [20, 17, 173],
] as const;

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

/** Every kernel once on a random pattern; all arrays afterwards. */
function pass(inputs: number, outputs: number, rows: number, draw: (random: () => number) => number, twins: boolean) {
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const [wide, tall] = [inputs * rows, outputs * rows];
  const rooms = { x: wide, dx: wide, m: tall, v: tall, noise: tall, dm: tall, dv: tall, gated: tall, dense: 0 };
  const on = openGaussianLists(inputs * outputs, inputs, outputs, { ...rooms, dense: inputs * outputs });
  expect(on.native).toBe(!twins);
  const random = mulberry32(100 * inputs + outputs);
  for (const array of Object.values(on.floats)) for (let k = 0; k < array.length; k++) array[k] = draw(random);
  const { start, columns, inputStart, outs, places } = on.integers;
  const entries: [number, number][] = [];
  for (let o = 0; o < outputs; o++) {
    // Empty rows too.
    for (let i = 0; i < inputs; i++) if (o % 7 !== 3 && random() < 0.4) entries.push([o, i]);
    start[o + 1] = entries.length;
  }
  entries.forEach(([, i], k) => {
    columns[k] = i;
  });
  let at = 0;
  for (let i = 0; i < inputs; i++) {
    entries.forEach(([o, column], k) => {
      if (column !== i) return;
      outs[at] = o;
      places[at++] = k;
    });
    inputStart[i + 1] = at;
  }
  const { mean, variance, bias, meanSlope, varianceSlope, x, dx, m, v, noise, dm, dv, gated, dense } = on.floats;
  on.run.forwardProducts(start, columns, mean, variance, bias, x, m, v, outputs, rows);
  on.run.disturb(m, v, noise, tall, 1e-8);
  on.run.gate(m, m, gated, tall);
  on.run.spreadSlopes(dm, v, noise, dv, tall);
  on.run.inputSlopes(inputStart, outs, places, mean, variance, x, dm, dv, dx, inputs, rows);
  on.run.weightSlopes(start, columns, x, dm, dv, meanSlope, varianceSlope, outputs, rows);
  on.run.denseSlopes(x, dm, dense, inputs, outputs, rows);
  return { floats: on.floats, entries };
}

describe('Lists of Gaussian weights', () => {
  for (const [inputs, outputs, rows] of SIZES)
    for (const [kind, draw] of Object.entries(awkwardNumbers))
      it(`equal their twins to the bit, ${inputs} × ${outputs}, ${rows} rows, ${kind} numbers`, () => {
        const native = pass(inputs, outputs, rows, draw, false).floats;
        const twin = pass(inputs, outputs, rows, draw, true).floats;
        for (const [name, array] of Object.entries(native)) {
          const other = twin[name as keyof typeof twin];
          const differs = array.findIndex((value, k) => !Object.is(value, other[k]));
          expect(`${name}[${differs}] ${array[differs]} ${other[differs]}`).toBe(`${name}[-1] undefined undefined`);
        }
      });

  it('have the dense slope where a weight exists', () => {
    const { floats, entries } = pass(20, 17, 173, awkwardNumbers.ordinary!, false);
    entries.forEach(([o, i], k) => {
      expect(floats.meanSlope[k]).toBe(floats.dense[o * 20 + i]);
    });
  });
});
