import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import { mulberry32, normals } from './random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { symmetricEigenvalues } from './symmetric-eigenvalues.ts';

function random(size: number, seed: number): Float64Array {
  const values = normals(mulberry32(seed), size * size);
  return values.map((_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return values[Math.max(i, j) * size + Math.min(i, j)]!;
  });
}

describe('eigenvalues of a symmetric matrix', () => {
  it('agree with Jacobi rotations', () => {
    for (const size of [1, 2, 3, 7, 40]) {
      const matrix = random(size, size);
      const expected = symmetricEigen(matrix, size).values.sort().reverse();
      const got = finish(symmetricEigenvalues(matrix, size));
      got.forEach((value, k) => {
        expect(value).toBeCloseTo(expected[k]!, 11);
      });
    }
  });

  it('of the path graph are 2 − 2 cos(π k / n), and of special matrices as they must be', () => {
    const n = 120;
    const path = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      path[i * n + i] = i === 0 || i === n - 1 ? 1 : 2;
      if (i > 0) path[i * n + i - 1] = path[(i - 1) * n + i] = -1;
    }
    finish(symmetricEigenvalues(path, n)).forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (n - 1 - k)) / n), 12);
    });
    expect(Array.from(finish(symmetricEigenvalues(new Float64Array(16), 4)))).toEqual([0, 0, 0, 0]);
    const ones = finish(symmetricEigenvalues(new Float64Array(25).fill(1), 5));
    expect(ones[0]).toBeCloseTo(5, 12);
    expect(Math.max(...ones.slice(1).map(Math.abs))).toBeLessThan(1e-14);
  });

  it('of a smooth kernel are found although nearly all are rounding', () => {
    const n = 150;
    const at = normals(mulberry32(3), n);
    const kernel = Float64Array.from({ length: n * n }, (_, k) =>
      Math.exp(-((at[Math.floor(k / n)]! - at[k % n]!) ** 2) / 18),
    );
    const values = finish(symmetricEigenvalues(kernel, n));
    expect(values.reduce((sum, v) => sum + v, 0)).toBeCloseTo(n, 9);
    expect(Math.abs(values[20]!)).toBeLessThan(1e-12);
  });

  it('leaves the matrix as it was, and breathes in a large one', () => {
    const matrix = random(200, 1);
    const before = matrix.slice();
    const computation = symmetricEigenvalues(matrix, 200);
    expect(computation.next().done).toBe(false);
    finish(computation);
    expect(matrix).toEqual(before);
  });
});
