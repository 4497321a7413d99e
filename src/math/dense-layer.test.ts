import { describe, expect, it } from 'vitest';
import { affine, timesTransposed, weightGradient } from './dense-layer.ts';
import { mulberry32, normals } from './random.ts';

describe('The products of a dense layer', () => {
  it.each([
    [1, 1, 1],
    [2, 3, 5],
    [5, 4, 4],
    [3, 7, 6],
    [4, 9, 3],
  ])('are the plain sums, bit by bit, with %i rows, %i inputs and %i outputs', (rows, n, m) => {
    const random = mulberry32(rows + 10 * n + 100 * m);
    const [x, W, b, delta] = [rows * n, n * m, m, rows * m].map((size) => normals(random, size)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const out = new Float64Array(rows * m);
    affine(x, rows, n, W, b, m, out);
    const before = new Float64Array(rows * n);
    timesTransposed(delta, rows, m, W, n, before);
    const [gW, gb] = [new Float64Array(n * m), new Float64Array(m)];
    weightGradient(x, delta, rows, n, m, gW, gb);
    const sum = (count: number, start: number, term: (k: number) => number) => {
      let total = start;
      for (let k = 0; k < count; k++) total += term(k);
      return total;
    };
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < m; j++) expect(out[r * m + j]).toBe(sum(n, b[j]!, (i) => x[r * n + i]! * W[i * m + j]!));
      for (let i = 0; i < n; i++) expect(before[r * n + i]).toBe(sum(m, 0, (j) => delta[r * m + j]! * W[i * m + j]!));
    }
    for (let j = 0; j < m; j++) {
      expect(gb[j]).toBe(sum(rows, 0, (r) => delta[r * m + j]!));
      for (let i = 0; i < n; i++) expect(gW[i * m + j]).toBe(sum(rows, 0, (r) => x[r * n + i]! * delta[r * m + j]!));
    }
  });
});
