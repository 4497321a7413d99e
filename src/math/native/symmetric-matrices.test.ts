import { afterEach, describe, expect, it } from 'vitest';
import { choleskyFactor } from '../cholesky-factor.ts';
import { mulberry32, normals } from '../random.ts';
import { awkwardNumbers } from './awkward-numbers.ts';
import { openSymmetric } from './symmetric-matrices.ts';

const SIZES = [1, 2, 3, 5, 8, 17, 63, 64, 65, 173];

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

/** A factor, then a reduction in several goes. */
function pass(n: number, draw: (random: () => number) => number, twins: boolean): number[] {
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const { run, floats, native } = openSymmetric(n * n, n);
  expect(native).toBe(!twins);
  const { A, below, p } = floats;
  const random = mulberry32(n);
  const numbers = Float64Array.from({ length: n * n }, () => draw(random));
  A.set(numbers.map((value, at) => (at % (n + 1) === 0 ? n * Math.abs(value) : value)));
  run.cholesky(A, n);
  const factor = [...A];
  A.set(numbers);
  const rows: number[] = [];
  for (let i = n - 1; i >= 1; ) {
    i = run.tridiagonal(A, below, p, n, i, 3000);
    rows.push(i);
  }
  return [...factor, ...rows, ...A, ...below];
}

describe('Kernels of symmetric matrices', () => {
  for (const n of SIZES)
    for (const [kind, draw] of Object.entries(awkwardNumbers))
      it(`equal their twins to the bit, ${n} × ${n}, ${kind} numbers`, () => {
        const [native, twin] = [pass(n, draw, false), pass(n, draw, true)];
        const differs = native.findIndex((value, k) => !Object.is(value, twin[k]));
        expect([differs, native[differs], twin[differs]]).toEqual([-1, undefined, undefined]);
      });

  for (const n of [3, 5, 17])
    for (const corner of [0, -0])
      it(`reflect a row that ends in ${Object.is(corner, 0) ? '0' : '-0'} to the negative side, ${n} × ${n}`, () => {
        const reduce = (twins: boolean) => {
          if (twins) process.env.PAPERSCOPE_TWINS = '1';
          else delete process.env.PAPERSCOPE_TWINS;
          const { run, floats, native } = openSymmetric(n * n, n);
          expect(native).toBe(!twins);
          floats.A.set(normals(mulberry32(n), n * n));
          floats.A[n * n - 2] = corner;
          const last = [...floats.A.subarray(n * n - n, n * n - 1)];
          run.tridiagonal(floats.A, floats.below, floats.p, n, n - 1, Number.POSITIVE_INFINITY);
          return { A: [...floats.A], below: [...floats.below], last };
        };
        const found = reduce(false);
        expect(found).toEqual(reduce(true));
        expect(Math.abs(found.below[n - 2]! + Math.hypot(...found.last))).toBeLessThan(1e-14 * n);
      });

  it('give a factor whose square is the matrix, whatever its size, and leave the upper triangle', () => {
    for (const d of [1, 2, 7, 23, 24, 61]) {
      const rows = normals(mulberry32(d), d * d);
      const A = Float64Array.from({ length: d * d }, (_, at) => {
        const [i, j] = [Math.floor(at / d), at % d];
        let sum = i === j ? 0.1 : 0;
        for (let k = 0; k < d; k++) sum += rows[i * d + k]! * rows[j * d + k]!;
        return sum;
      });
      const L = A.slice();
      choleskyFactor(L, d);
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          if (j > i) expect(L[i * d + j]).toBe(A[i * d + j]);
          let sum = 0;
          for (let k = 0; k <= Math.min(i, j); k++) sum += L[i * d + k]! * L[j * d + k]!;
          expect(Math.abs(sum - A[i * d + j]!)).toBeLessThan(1e-12 * d);
        }
      }
    }
    const indefinite = new Float64Array(900).fill(1);
    indefinite[31] = 0.5;
    choleskyFactor(indefinite, 30);
    expect(indefinite[899]).toBeNaN();
  });
});
