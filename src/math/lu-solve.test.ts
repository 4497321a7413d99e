import { describe, expect, it } from 'vitest';
import { luSolve } from './lu-solve.ts';
import { mulberry32, normals } from './random.ts';

describe('LU with partial pivoting', () => {
  it.each([1, 2, 5, 20])('solves a system of %i unknowns, and keeps the matrix', (n) => {
    const random = mulberry32(n);
    const A = normals(random, n * n);
    const kept = A.slice();
    const x = normals(random, n);
    const b = Float64Array.from({ length: n }, (_, i) => x.reduce((sum, one, j) => sum + A[i * n + j]! * one, 0));
    luSolve(A, b).forEach((one, i) => {
      expect(Math.abs(one - x[i]!)).toBeLessThan(1e-10);
    });
    expect(A).toEqual(kept);
  });

  it('exchanges rows where the pivot is zero or tiny', () => {
    expect(Array.from(luSolve(Float64Array.of(0, 1, 1, 0), Float64Array.of(2, 3)))).toEqual([3, 2]);
    const [x, y] = luSolve(Float64Array.of(1e-20, 1, 1, 1), Float64Array.of(1, 2));
    expect([x, y]).toEqual([1, 1]);
  });

  it('leaves a small residual where the matrix is nearly singular', () => {
    const n = 9;
    const A = Float64Array.from({ length: n * n }, (_, k) => 1 / (Math.floor(k / n) + (k % n) + 1));
    const b = new Float64Array(n).fill(1);
    const x = luSolve(A, b);
    const size = Math.max(...x.map(Math.abs));
    b.forEach((one, i) => {
      const sum = x.reduce((total, value, j) => total + A[i * n + j]! * value, 0);
      expect(Math.abs(sum - one)).toBeLessThan(1e-15 * n * size);
    });
  });

  it('refuses a singular matrix and sizes that do not fit', () => {
    expect(() => luSolve(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1))).toThrow(RangeError);
    expect(() => luSolve(Float64Array.of(1, 2), Float64Array.of(1, 1))).toThrow(RangeError);
  });
});
