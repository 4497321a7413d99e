import { expect, it } from 'vitest';
import { mulberry32 } from './random.ts';
import { pseudoSolve, symmetricEigen } from './symmetric-eigen.ts';

const size = 7;
const random = mulberry32(8);
const A = new Float64Array(size * size);
for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) A[i * size + j] = A[j * size + i] = random() - 0.5;
const times = (M: Float64Array, x: Float64Array) =>
  Float64Array.from({ length: size }, (_, i) => x.reduce((sum, v, j) => sum + M[i * size + j]! * v, 0));

it('every column is an eigenvector of length one', () => {
  const { values, vectors } = symmetricEigen(A, size);
  for (let e = 0; e < size; e++) {
    const v = Float64Array.from({ length: size }, (_, k) => vectors[k * size + e]!);
    expect(Math.hypot(...v)).toBeCloseTo(1, 13);
    times(A, v).forEach((w, k) => {
      expect(Math.abs(w - values[e]! * v[k]!)).toBeLessThan(1e-13);
    });
  }
});

it('pseudoSolve gives the solution of least norm of a singular system', () => {
  // The graph Laplacian of a path: its kernel is the constants.
  const L = new Float64Array(size * size);
  for (let k = 0; k + 1 < size; k++) {
    L[k * size + k]! += 1;
    L[(k + 1) * size + k + 1]! += 1;
    L[k * size + k + 1]! -= 1;
    L[(k + 1) * size + k]! -= 1;
  }
  const b = Float64Array.from({ length: size }, (_, k) => k - (size - 1) / 2);
  const x = pseudoSolve(L, size, b);
  times(L, x).forEach((v, k) => {
    expect(Math.abs(v - b[k]!)).toBeLessThan(1e-12);
  });
  expect(Math.abs(x.reduce((sum, v) => sum + v, 0))).toBeLessThan(1e-12);
});
