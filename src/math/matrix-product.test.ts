import { describe, expect, it } from 'vitest';
import { product, productTransposed, transposedProduct } from './matrix-product.ts';

const A = Float64Array.of(1, 2, 3, 4, 5, 6);
const B = Float64Array.of(7, 8, 9, 10, 11, 12);

describe('matrix products', () => {
  it('multiply', () => {
    const out = new Float64Array(4);
    product(A, B, 2, 3, 2, out);
    expect([...out]).toEqual([58, 64, 139, 154]);
  });

  it('multiply by a transposed matrix on either side', () => {
    const out = new Float64Array(4);
    productTransposed(A, B, 2, 3, 2, out);
    expect([...out]).toEqual([50, 68, 122, 167]);
    const wide = new Float64Array(9);
    transposedProduct(A, B, 3, 2, 3, wide);
    expect([...wide]).toEqual([47, 52, 57, 64, 71, 78, 81, 90, 99]);
  });
});
