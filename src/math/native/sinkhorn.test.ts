import { afterEach, describe, expect, it } from 'vitest';
import { pairwiseCosts } from '../pairwise-costs.ts';
import { mulberry32 } from '../random.ts';
import { exp } from './exp.ts';
import { openSinkhorn } from './sinkhorn.ts';

const SIZES = [
  [1, 1],
  [1, 5],
  [2, 3],
  [3, 2],
  [5, 1],
  [4, 4],
  [63, 65],
  [64, 64],
  [65, 63],
  [200, 173],
] as const;

/** What the numbers of a test are drawn from. */
const KINDS = {
  ordinary: (random: () => number) => random(),
  wide: (random: () => number) => 1000 * (random() - 0.5),
  huge: (random: () => number) => 1e300 * (random() - 0.5),
  subnormal: (random: () => number) => 1e-310 * random(),
  infinite: (random: () => number) => (random() < 0.1 ? -Infinity : random()),
  undefined: (random: () => number) => (random() < 0.1 ? Number.NaN : random()),
};

const open = (n: number, m: number, twins: boolean) => {
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const size = Math.max(n, m);
  const vectors = { a: n, b: m, f: n, g: m, u: n, v: m, nextU: n, nextV: m, max: size, sum: size, scores: m };
  return openSinkhorn({ C: n * m, K: n * m, ...vectors });
};
type Kernels = ReturnType<typeof open>;

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

/** All arrays of both after the same work on the same numbers. */
function compare(n: number, m: number, draw: (random: () => number) => number, work: (on: Kernels) => unknown) {
  const [native, twin] = [false, true].map((twins) => {
    const on = open(n, m, twins);
    expect(on.native).toBe(!twins);
    const random = mulberry32(n * 1000 + m);
    for (const array of Object.values(on.floats)) for (let k = 0; k < array.length; k++) array[k] = draw(random);
    return { said: work(on), floats: on.floats };
  });
  expect(native!.said).toBe(twin!.said);
  for (const [name, array] of Object.entries(native!.floats)) {
    const other = twin!.floats[name as keyof Kernels['floats']];
    const differs = array.findIndex((value, k) => !Object.is(value, other[k]));
    expect(`${name}[${differs}] ${array[differs]} ${other[differs]}`).toBe(`${name}[-1] undefined undefined`);
  }
}

describe('Kernels of Sinkhorn', () => {
  for (const [n, m] of SIZES) {
    for (const [kind, draw] of Object.entries(KINDS)) {
      it(`equal their twins to the bit, ${n} × ${m}, ${kind} numbers`, () => {
        for (const eps of [1e-3, 0.05, 10]) {
          const scale = 1 / eps;
          compare(n, m, draw, ({ run, floats: { C, g, scores, max, sum } }) =>
            run.rowSums(C, g, scores, max, sum, m, scale, 0, n),
          );
          compare(n, m, draw, ({ run, floats: { C, f, max, sum } }) =>
            run.columnSums(C, f, max, sum, n, m, scale, 0, m),
          );
          compare(n, m, draw, ({ run, floats: { C, g, a, scores, max, sum, b } }) =>
            run.rowsAndColumns(C, g, a, scores, max, sum, b, m, scale, 0, n),
          );
          compare(n, m, draw, ({ run, floats: { C, f, g, K, u, v } }) =>
            run.gibbsSums(C, f, g, K, u, v, m, scale, 0, n),
          );
        }
        compare(n, m, draw, ({ run, floats: { K, a, b, u, v, nextU, nextV } }) => {
          const done = run.scalings(K, a, b, u, v, nextU, nextV, n, m, 0, Infinity, 7);
          // What scratch holds after giving up is nobody's business.
          nextU.fill(0);
          nextV.fill(0);
          return done;
        });
      });
    }
  }

  const GROUNDS = ['squaredEuclidean', 'euclidean', 'cityblock'] as const;
  for (const [n, m] of SIZES) {
    for (const d of [1, 2, 3, 16]) {
      it(`compute costs from points as if they were stored, ${n} × ${m} in ${d} dimensions`, () => {
        for (const [ground, name] of GROUNDS.entries()) {
          const sums = [false, true].map((twins) => {
            if (twins) process.env.PAPERSCOPE_TWINS = '1';
            else delete process.env.PAPERSCOPE_TWINS;
            const lines = {
              f: n,
              g: m,
              scores: m,
              max: n,
              sum: n,
              storedMax: n,
              storedSum: n,
              columns: m,
              storedColumns: m,
            };
            const { run, floats } = openSinkhorn({ C: n * m, x: n * d, y: m * d, ...lines });
            const { C, x, y, f, g, scores, max, sum, storedMax, storedSum, columns, storedColumns } = floats;
            const random = mulberry32(100 * n + d);
            for (const array of [x, y, f, g]) for (let k = 0; k < array.length; k++) array[k] = random();
            const rows = Float64Array.from({ length: m * d }, (_, k) => y[(k % d) * m + Math.floor(k / d)]!);
            C.set(pairwiseCosts(name, x, rows, d, 0.3));
            const count = run.pointSums(x, y, g, scores, max, sum, m, d, ground, 0.3, 20, 0, n);
            expect(run.rowSums(C, g, scores, storedMax, storedSum, m, 20, 0, n)).toBe(count);
            expect([...max, ...sum]).toEqual([...storedMax, ...storedSum]);
            const shared = run.pointRowsAndColumns(x, y, g, f, scores, max, sum, columns, m, d, ground, 0.3, 20, 0, n);
            expect(run.rowsAndColumns(C, g, f, scores, storedMax, storedSum, storedColumns, m, 20, 0, n)).toBe(shared);
            expect([...max, ...sum, ...columns]).toEqual([...storedMax, ...storedSum, ...storedColumns]);
            return [count, shared, ...max, ...sum, ...columns];
          });
          expect(sums[0]).toEqual(sums[1]);
        }
      });
    }
  }

  it('work on a range of lines alone', () => {
    const [n, m] = [13, 11];
    for (const [from, to] of [
      [0, 0],
      [3, 4],
      [2, 9],
    ] as const) {
      const draw = KINDS.ordinary;
      compare(n, m, draw, ({ run, floats: { C, g, scores, max, sum } }) =>
        run.rowSums(C, g, scores, max, sum, m, 9, from, to),
      );
      compare(n, m, draw, ({ run, floats: { C, f, max, sum } }) => run.columnSums(C, f, max, sum, n, m, 9, from, to));
      compare(n, m, draw, ({ run, floats: { C, g, a, scores, max, sum, b } }) =>
        run.rowsAndColumns(C, g, a, scores, max, sum, b, m, 9, from, to),
      );
      compare(n, m, draw, ({ run, floats: { C, f, g, K, u, v } }) => run.gibbsSums(C, f, g, K, u, v, m, 9, from, to));
    }
  });

  it('stop before a scaling that leaves the range, with the last that did not', () => {
    const on = open(3, 2, false);
    const { K, a, b, u, v, nextU, nextV } = on.floats;
    K.set([1, 2, 3, 4, 5, 6]);
    a.set([1, 1, 1]);
    b.set([1, 1]);
    u.fill(1);
    v.fill(1);
    expect(on.run.scalings(K, a, b, u, v, nextU, nextV, 3, 2, 0, 0.3, 5)).toBe(0);
    expect([...u, ...v]).toEqual([1, 1, 1, 1, 1]);
    expect(on.run.scalings(K, a, b, u, v, nextU, nextV, 3, 2, 0, Infinity, 5)).toBe(5);
    K.fill(0, 2, 4);
    const before = [...u, ...v];
    expect(on.run.scalings(K, a, b, u, v, nextU, nextV, 3, 2, 0, Infinity, 5)).toBe(0);
    expect([...u, ...v]).toEqual(before);
  });

  it('take exponentials within one unit in the last place', () => {
    const { run, floats } = openSinkhorn({ x: 4001, out: 4001 });
    let worst = 0;
    for (const reach of [0.4, 46, 345, 700]) {
      const random = mulberry32(reach);
      for (let k = 0; k < 4001; k++) floats.x[k] = reach * (2 * random() - 1);
      run.exponentials(floats.x, floats.out, 4001);
      for (let k = 0; k < 4001; k++) {
        const value = Math.exp(floats.x[k]!);
        const unit = 2 ** (Math.floor(Math.log2(value)) - 52);
        worst = Math.max(worst, Math.abs(floats.out[k]! - value) / unit);
        expect(floats.out[k]).toBe(exp(floats.x[k]!));
      }
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(exp(0)).toBe(1);
  });
});
