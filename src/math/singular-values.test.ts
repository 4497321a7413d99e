import { describe, expect, it } from 'vitest';
import { product, productTransposed } from './matrix-product.ts';
import { mulberry32, normals } from './random.ts';
import { randomOrthogonal } from './random-orthogonal.ts';
import { singularValues } from './singular-values.ts';

describe('singularValues', () => {
  it('finds those a matrix was made of, zeros included, on either side', () => {
    const random = mulberry32(3);
    const wanted = [3, 1, 1e-9, 0];
    const P = randomOrthogonal(random, 4);
    const Q = randomOrthogonal(random, 6);
    const half = new Float64Array(24);
    for (let i = 0; i < 4; i++) for (let j = 0; j < 6; j++) half[i * 6 + j] = wanted[i]! * Q[i * 6 + j]!;
    const A = new Float64Array(24);
    product(P, half, 4, 4, 6, A);
    const turned = Float64Array.from({ length: 24 }, (_, k) => A[(k % 4) * 6 + Math.floor(k / 4)]!);
    for (const found of [singularValues(A, 4, 6), singularValues(turned, 6, 4)])
      for (const [k, value] of wanted.entries()) expect(Math.abs(found[k]! - value)).toBeLessThan(1e-15 * 10);
  });

  it('keeps the sum of squares', () => {
    const A = normals(mulberry32(1), 30);
    const values = singularValues(A, 5, 6);
    const square = (list: Float64Array) => list.reduce((sum, value) => sum + value * value, 0);
    expect(square(values)).toBeCloseTo(square(A), 12);
  });
});

describe('randomOrthogonal', () => {
  it('has orthonormal rows', () => {
    const Q = randomOrthogonal(mulberry32(5), 7);
    const gram = new Float64Array(49);
    productTransposed(Q, Q, 7, 7, 7, gram);
    gram.forEach((value, k) => {
      expect(Math.abs(value - (k % 8 === 0 ? 1 : 0))).toBeLessThan(1e-14);
    });
  });
});
