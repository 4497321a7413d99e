import { afterEach, describe, expect, it } from 'vitest';
import { gaussianRows } from '../gaussian-rows.ts';
import { mulberry32 } from '../random.ts';
import { awkwardNumbers } from './awkward-numbers.ts';
import { byCoordinate, openGram, openKernelSums, roomOf, strideOf } from './kernel-sums.ts';

const SIZES = [
  [1, 1, 1],
  [2, 3, 1],
  [3, 2, 5],
  [5, 1, 4],
  [63, 64, 2],
  [64, 5, 3],
  [65, 10, 10],
  [173, 2, 33],
] as const;

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

/** Every kernel once, rows in two goes; all sums and entries. */
function pass(n: number, d: number, other: number, draw: (random: () => number) => number, twins: boolean): number[] {
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const random = mulberry32(100 * n + d);
  const x = Float64Array.from({ length: n * d }, () => draw(random));
  const y = Float64Array.from({ length: n * other }, () => draw(random));
  const stride = strideOf(n);
  const half = n >> 1;
  const answers: number[] = [];
  for (const factor of [-1e-3, -0.7, -300]) {
    const { run, floats, integers, native } = openKernelSums(n, d, other);
    expect(native).toBe(!twins);
    const { points, first, second, third, fourth, fifth } = floats;
    byCoordinate(x, n, d, points);
    byCoordinate(y, n, other, floats.other);
    const take = (...sums: Float64Array[]) => {
      for (const sum of sums) answers.push(...sum.subarray(0, n));
      for (const sum of [first, second, third, fourth]) sum.fill(1);
    };
    for (let i = 0; i < n; i++) integers.begin[i] = i - (i % 7);
    for (const [from, to] of [[0, half] as const, [half, n] as const])
      run.addKernels(points, integers.begin, first, second, third, fourth, fifth, stride, d, factor, from, to);
    take(first, second, third, fourth);
    for (const [from, to] of [[0, half] as const, [half, n] as const])
      run.addProducts(
        points,
        floats.other,
        first,
        second,
        third,
        fourth,
        fifth,
        stride,
        d,
        other,
        factor,
        2 * factor,
        from,
        to,
      );
    take(first, second, third);
    const gram = openGram({ a: n * d, b: roomOf(n, d), gram: n * n + 3 });
    gram.floats.a.set(x);
    byCoordinate(x.map((value) => value / 2).reverse(), n, d, gram.floats.b);
    gram.run.gramRows(gram.floats.a, gram.floats.b, gram.floats.gram, stride, n, d, factor, 0, n);
    answers.push(...gram.floats.gram.subarray(0, n * n));
  }
  return answers;
}

describe('Sums of Gaussian kernels', () => {
  for (const [n, d, other] of SIZES)
    for (const [kind, draw] of Object.entries(awkwardNumbers))
      it(`equal their twins to the bit, ${n} points of ${d} and ${other}, ${kind} numbers`, () => {
        const [native, twin] = [pass(n, d, other, draw, false), pass(n, d, other, draw, true)];
        const differs = native.findIndex((value, k) => !Object.is(value, twin[k]));
        expect([differs, native[differs], twin[differs]]).toEqual([-1, undefined, undefined]);
      });

  it('fill matrices of any size, keep NaN and have 0 for points far apart', () => {
    for (const n of [3, 70, 90]) {
      const random = mulberry32(n);
      const a = Float64Array.from({ length: 2 * n }, () => 4 * random());
      const b = Float64Array.from({ length: 2 * 80 }, () => 4 * random());
      gaussianRows(a, n, b, 80, 2, -0.4).forEach((entry, at) => {
        const [i, j] = [Math.floor(at / 80), at % 80];
        const square = (a[2 * i]! - b[2 * j]!) ** 2 + (a[2 * i + 1]! - b[2 * j + 1]!) ** 2;
        expect(Math.abs(entry / Math.exp(-0.4 * square) - 1)).toBeLessThan(1e-14);
      });
    }
    const far = gaussianRows([0, 1e6, Number.NaN], 3, [0, 1], 2, 1, -1);
    expect([far[0], far[2], far[4]]).toEqual([1, 0, Number.NaN]);
  });
});
