import { afterEach, describe, expect, it } from 'vitest';
import { mulberry32 } from '../random.ts';
import { expSingle } from './exp-single.ts';
import { FINISH, panelOf, tanhSingle } from './single-products.ts';
import { inFours, openSingleTraining } from './single-training.ts';
import { log1pSingle } from './single-weights.ts';

const SIZES = [
  [1, 1, 1],
  [1, 4, 8],
  [2, 3, 5],
  [3, 64, 9],
  [63, 65, 2],
  [65, 63, 64],
  [200, 173, 17],
] as const;

const KINDS = {
  ordinary: (random: () => number) => random() - 0.4,
  huge: (random: () => number) => 1e38 * (random() - 0.5),
  subnormal: (random: () => number) => 1e-40 * random(),
  infinite: (random: () => number) => (random() < 0.1 ? -Infinity : random()),
  undefined: (random: () => number) => (random() < 0.1 ? Number.NaN : random()),
};

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

function opened<S extends Readonly<Record<string, number>>>(sizes: S, twins: boolean) {
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const made = openSingleTraining(sizes);
  expect(made.native).toBe(!twins);
  return made;
}

/** What each kernel gives, one after the other on arrays drawn anew. */
function pass(rows: number, n: number, m: number, draw: (random: () => number) => number, twins: boolean): number[] {
  const [count, panel] = [inFours(n * m), panelOf(rows, n)];
  const sizes = { x: rows * n, W: count, start: m, y: rows * m, out: rows * m, gradient: count, panel, means: count };
  const more = { sd: count, slope: count, variance: count };
  const { run, singles } = opened({ ...sizes, ...more, squares: count, sums: m }, twins);
  const { x, W, start, y, out, gradient, means, squares, sums } = singles;
  const random = mulberry32(100 * n + m);
  for (const array of [x, W, start, y]) for (let k = 0; k < array.length; k++) array[k] = draw(random);
  const found: number[] = [];
  for (const transposed of [0, 1])
    for (const finish of Object.values(FINISH)) {
      run.product(x, rows, n, W, m, transposed, start, finish, y, out, singles.panel);
      found.push(...out.subarray(0, rows * m));
    }
  run.outerProduct(x, y, rows, n, m, gradient, singles.panel);
  run.columnSums(y, rows, m, sums);
  found.push(...gradient.subarray(0, n * m), ...sums.subarray(0, m));
  for (let step = 1; step <= 3; step++) {
    const [rate, correction] = [Math.fround(0.01 / (1 - 0.9 ** step)), Math.fround(1 / (1 - 0.999 ** step))];
    run.adam(W, gradient, means, squares, count, rate, correction);
  }
  found.push(...W, ...means, ...squares, run.squareSum(gradient, count));
  run.bernoulliSlopes(y, out, inFours(rows * m), Math.fround(1 / rows));
  found.push(...y.subarray(0, rows * m));
  run.gaussianSlopes(y, out, inFours(rows * m), Math.fround(1 / rows));
  found.push(...y.subarray(0, rows * m));
  for (let k = 0; k < count; k++) squares[k] = k % 5 === 0 ? 0 : 1;
  const [sd, slope, variance, mask] = [singles.sd, singles.slope, singles.variance, squares];
  run.spread(W, mask, sd, slope, variance, count);
  run.weightSlopes(gradient, means, W, sd, slope, mask, count, Math.fround(0.3), Math.fround(0.2));
  found.push(...sd, ...slope, ...variance, ...gradient, ...means);
  run.pointSlopes(gradient, W, mask, count, Math.fround(0.1));
  found.push(...gradient);
  for (const finish of [FINISH.linear, FINISH.relu, FINISH.tanh]) {
    for (const array of [W, gradient, means, sd]) for (let k = 0; k < count; k++) array[k] = draw(random);
    for (let k = 0; k < count; k++) slope[k] = Math.abs(draw(random));
    run.localNoise(W, slope, sd, variance, count, finish);
    run.localNoiseBack(W, slope, sd, gradient, means, count, finish);
    found.push(...W, ...variance, ...gradient, ...means);
  }
  return found;
}

describe('Kernels of a training in float32', () => {
  for (const [rows, n, m] of SIZES)
    for (const [kind, draw] of Object.entries(KINDS))
      it(`equal their twins to the bit, ${rows} rows, ${n} × ${m}, ${kind} numbers`, () => {
        const [native, twin] = [pass(rows, n, m, draw, false), pass(rows, n, m, draw, true)];
        const differs = native.findIndex((value, k) => !Object.is(value, twin[k]));
        expect([differs, native[differs], twin[differs]]).toEqual([-1, undefined, undefined]);
      });

  it('let the running numbers of Adam be 0 below 2^-100 and keep them from there on', () => {
    const least = 2 ** -100;
    const [decays, steps] = [[0.9, 0.999].map(Math.fround) as [number, number], 16];
    // Neighbours in float32, so that what is left of them lies within a few units on either side of 2^-100; and others far off.
    const around = (decay: number) => {
      const middle = Math.fround(least / decay);
      return Array.from({ length: steps }, (_, k) => Math.fround(middle + (k - steps / 2) * 2 ** -123));
    };
    const off = [2 ** -59, 2 ** -61, 2 ** -90, 2 ** -99, 2 ** -101, 2 ** -110, 2 ** -126, 2 ** -140];
    const [firsts, seconds] = decays.map((decay) => [...around(decay), ...off]) as [number[], number[]];
    const given = { means: [...firsts, ...firsts.map((one) => -one)], squares: [...seconds, ...seconds] };
    const count = given.means.length;
    const pass = (twins: boolean) => {
      const { run, singles } = opened({ parameters: count, slopes: count, means: count, squares: count }, twins);
      const { parameters, slopes, means, squares } = singles;
      means.set(given.means);
      squares.set(given.squares);
      run.adam(parameters, slopes, means, squares, count, Math.fround(0.1), Math.fround(1000));
      return { parameters: [...parameters], means: [...means], squares: [...squares] };
    };
    const found = pass(false);
    expect(found).toEqual(pass(true));
    for (const [decay, before, after] of [
      [decays[0], given.means, found.means],
      [decays[1], given.squares, found.squares],
    ] as const) {
      const left = before.map((one) => Math.fround(decay * one));
      expect(after).toEqual(left.map((one) => (Math.abs(one) < least ? 0 : one)));
      const [below, from] = [left.filter((one) => one < least), left.filter((one) => one >= least)];
      expect(Math.max(...below)).toBeGreaterThan(least * (1 - 2 ** -22));
      expect(Math.min(...from)).toBeLessThan(least * (1 + 2 ** -22));
    }
  });

  it('compute the products, with every finish', () => {
    const [rows, n, m] = [7, 13, 11];
    const { run, singles } = opened(
      {
        x: rows * n,
        W: n * m,
        V: n * m,
        start: m,
        y: rows * m,
        out: rows * m,
        gradient: n * m,
        panel: panelOf(rows, n),
      },
      false,
    );
    const { x, W, V, start, y, out, gradient, panel } = singles;
    const random = mulberry32(1);
    for (const array of [x, W, start, y]) for (let k = 0; k < array.length; k++) array[k] = random() - 0.5;
    for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) V[j * n + i] = W[i * m + j]!;
    const sum = (r: number, j: number) => {
      let s = start[j]!;
      for (let i = 0; i < n; i++) s += x[r * n + i]! * W[i * m + j]!;
      return s;
    };
    const finishes: Record<keyof typeof FINISH, (s: number, left: number) => number> = {
      linear: (s) => s,
      relu: (s) => Math.max(0, s),
      tanh: (s) => Math.tanh(s),
      throughRelu: (s, left) => (left > 0 ? s : 0),
      throughTanh: (s, left) => s * (1 - left * left),
    };
    for (const [transposed, weights] of [W, V].entries())
      for (const [name, expected] of Object.entries(finishes)) {
        const finish = FINISH[name as keyof typeof FINISH];
        run.product(x, rows, n, weights, m, transposed, start, finish, y, out, panel);
        for (let r = 0; r < rows; r++)
          for (let j = 0; j < m; j++)
            expect(Math.abs(out[r * m + j]! - expected(sum(r, j), y[r * m + j]!))).toBeLessThan(2e-6);
      }
    run.outerProduct(x, y, rows, n, m, gradient, panel);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) {
        let s = 0;
        for (let r = 0; r < rows; r++) s += x[r * n + i]! * y[r * m + j]!;
        expect(Math.abs(gradient[i * m + j]! - s)).toBeLessThan(2e-6);
      }
  });
});

describe('Functions in float32', () => {
  const apart = (found: number, expected: number) => Math.abs(found - expected) / Math.abs(expected);

  it('exp is within 2e-7', () => {
    for (let x = -87; x <= 88; x += 0.0137)
      expect(apart(expSingle(Math.fround(x)), Math.exp(Math.fround(x)))).toBeLessThan(2e-7);
    expect(expSingle(0)).toBe(1);
    expect(expSingle(-Infinity)).toBe(expSingle(-87));
    expect(expSingle(Number.NaN)).toBeNaN();
  });

  it('log(1 + e) is within 4e-7', () => {
    for (let e = 1e-7; e <= 1; e *= 1.0007)
      expect(apart(log1pSingle(Math.fround(e)), Math.log1p(Math.fround(e)))).toBeLessThan(4e-7);
  });

  it('tanh is within 5e-7', () => {
    for (let x = -12; x <= 12; x += 0.00317) {
      const given = Math.fround(x);
      expect(Math.abs(tanhSingle(given) - Math.tanh(given))).toBeLessThan(5e-7 * Math.abs(Math.tanh(given)) + 1e-30);
    }
    expect(tanhSingle(0)).toBe(0);
    expect(tanhSingle(Number.NaN)).toBeNaN();
  });
});
