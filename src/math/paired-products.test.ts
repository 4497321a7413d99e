import { describe, expect, it } from 'vitest';
import { pairedForward, pairedInputs, pairedWeights } from './paired-products.ts';
import { mulberry32, normals } from './random.ts';

describe('paired products', () => {
  it.each([
    [1, 1, 1],
    [3, 5, 7],
    [4, 6, 2],
    [5, 4, 3],
  ])('agree with plain sums for %i rows, %i inputs and %i outputs', (rows, n, out) => {
    const random = mulberry32(rows + n);
    const [x, m, v] = [normals(random, rows * n), normals(random, out * n), normals(random, out * n)];
    const [d, e] = [normals(random, rows * out), normals(random, rows * out)];
    const room = (size: number) => new Float64Array(size);
    const sum = (count: number, term: (k: number) => number) =>
      Array.from({ length: count }, (_, k) => term(k)).reduce((a, b) => a + b, 0);
    const table = (a: number, b: number, cell: (i: number, j: number) => number) =>
      Array.from({ length: a * b }, (_, k) => cell(Math.floor(k / b), k % b));
    const near = (got: Float64Array, expected: readonly number[]) =>
      expected.forEach((value, k) => {
        expect(got[k]).toBeCloseTo(value, 10);
      });

    const [z, s] = [room(rows * out), room(rows * out)];
    const squares = x.map((one) => one * one);
    pairedForward(x, squares, m, v, rows, n, out, z, s);
    near(
      z,
      table(rows, out, (r, o) => sum(n, (i) => x[r * n + i]! * m[o * n + i]!)),
    );
    near(
      s,
      table(rows, out, (r, o) => sum(n, (i) => x[r * n + i]! ** 2 * v[o * n + i]!)),
    );

    const [a, b, before] = [room(out * n), room(out * n), room(rows * n)];
    pairedWeights(x, d, e, rows, n, out, a, b);
    near(
      a,
      table(out, n, (o, i) => sum(rows, (r) => d[r * out + o]! * x[r * n + i]!)),
    );
    near(
      b,
      table(out, n, (o, i) => sum(rows, (r) => e[r * out + o]! * x[r * n + i]! ** 2)),
    );
    pairedInputs(x, d, e, m, v, rows, n, out, before);
    near(
      before,
      table(rows, n, (r, i) =>
        sum(out, (o) => d[r * out + o]! * m[o * n + i]! + x[r * n + i]! * e[r * out + o]! * v[o * n + i]!),
      ),
    );
  });
});
