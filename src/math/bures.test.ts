import { describe, expect, it } from 'vitest';
import { barycentreStep, brenierMatrix, buresDistance2, buresGeodesic, congruence, squareRoot } from './bures.ts';
import { product, productTransposed } from './matrix-product.ts';
import { mulberry32, normals } from './random.ts';

const d = 4;
function covariance(seed: number): Float64Array {
  const L = normals(mulberry32(seed), d * d);
  const out = new Float64Array(d * d);
  productTransposed(L, L, d, d, d, out);
  for (let k = 0; k < d; k++) out[k * d + k] = out[k * d + k]! + 0.1;
  return out;
}
const close = (A: Float64Array, B: Float64Array, within = 1e-11) =>
  expect(Math.max(...A.map((value, k) => Math.abs(value - B[k]!)))).toBeLessThan(within);
const [A, B] = [covariance(1), covariance(2)];

describe('Bures-Wasserstein geometry', () => {
  it('has roots whose squares are the matrices', () => {
    const root = squareRoot(A, d);
    const square = new Float64Array(d * d);
    product(root, root, d, d, d, square);
    close(square, A);
  });

  it('maps one covariance onto the other at the cost it states', () => {
    const M = brenierMatrix(A, B, d);
    close(congruence(M, A, d), B);
    // E|x − Mx|² = tr (I − M) A (I − M)
    const rest = M.map((value, k) => (k % (d + 1) === 0 ? 1 : 0) - value);
    const moved = congruence(rest, A, d);
    let cost = 0;
    for (let k = 0; k < d; k++) cost += moved[k * d + k]!;
    expect(buresDistance2(A, B, d)).toBeCloseTo(cost, 11);
    expect(buresDistance2(A, A, d)).toBeLessThan(1e-12);
  });

  it('is the distance of roots where matrices commute', () => {
    const diagonal = (values: number[]) =>
      Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? values[k / 5]! : 0));
    expect(buresDistance2(diagonal([1, 4, 9, 16]), diagonal([4, 4, 1, 25]), d)).toBeCloseTo(1 + 0 + 4 + 1, 12);
  });

  it('walks geodesics at constant speed', () => {
    const whole = Math.sqrt(buresDistance2(A, B, d));
    const third = buresGeodesic(A, B, 1 / 3, d);
    expect(Math.sqrt(buresDistance2(A, third, d))).toBeCloseTo(whole / 3, 6);
    expect(Math.sqrt(buresDistance2(third, B, d))).toBeCloseTo((2 * whole) / 3, 6);
  });

  it('finds the barycentre of two matrices on their geodesic', () => {
    let G: Float64Array = A.map((value, k) => 0.7 * value + 0.3 * B[k]!);
    for (let k = 0; k < 60; k++) G = barycentreStep([A, B], [0.7, 0.3], G, d);
    close(G, buresGeodesic(A, B, 0.3, d), 1e-9);
  });
});
