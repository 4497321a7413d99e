import { describe, expect, it } from 'vitest';
import { product, productTransposed, transposedProduct } from './matrix-product.ts';
import { mulberry32, normals } from './random.ts';
import { maskedProducts, outerProducts, rowCombinations } from './row-combinations.ts';

const [rows, n, m] = [5, 11, 7];
const random = mulberry32(1);
/** Half of it zero, as after a ReLU. */
const values = normals(random, rows * n).map((value) => Math.max(0, value));
const W = normals(random, n * m);
const deltas = normals(random, rows * m);
const close = (got: Float64Array, expected: Float64Array) =>
  expect(Math.max(...got.map((value, k) => Math.abs(value - expected[k]!)))).toBeLessThan(1e-12);

describe('Products that skip zeros', () => {
  it('are those of whole matrices', () => {
    const expected = new Float64Array(rows * m);
    product(values, W, rows, n, m, expected);
    const bias = normals(random, m);
    const out = new Float64Array(rows * m).fill(9);
    rowCombinations(values, rows, n, W, m, null, out);
    close(out, expected);
    rowCombinations(values, rows, n, W, m, bias, out);
    close(
      out,
      expected.map((value, k) => value + bias[k % m]!),
    );
  });

  it('give gradients of weights, anew or added', () => {
    const expected = new Float64Array(n * m);
    transposedProduct(values, deltas, n, rows, m, expected);
    const out = new Float64Array(n * m).fill(9);
    outerProducts(values, deltas, rows, n, m, out, false);
    close(out, expected);
    outerProducts(values, deltas, rows, n, m, out, true);
    close(
      out,
      expected.map((value) => 2 * value),
    );
  });

  it('carry deltas back where units are on', () => {
    const expected = new Float64Array(rows * n);
    productTransposed(deltas, W, rows, m, n, expected);
    const out = new Float64Array(rows * n).fill(9);
    maskedProducts(deltas, rows, m, W, n, null, out);
    close(out, expected);
    maskedProducts(deltas, rows, m, W, n, values, out);
    close(
      out,
      expected.map((value, k) => (values[k]! > 0 ? value : 0)),
    );
  });
});
