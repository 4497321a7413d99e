import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import { principalComponents, projected } from './principal-components.ts';
import { mulberry32, normals } from './random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { covarianceOf, whiten } from './whitening.ts';

/** n points of d coordinates with falling spread, mixed by neighbouring sums. */
function smooth(n: number, d: number, seed: number): Float64Array {
  const raw = normals(mulberry32(seed), n * d);
  return raw.map((v, at) => v * 0.8 ** (at % d) + (at % d > 0 ? 0.5 * raw[at - 1]! * 0.8 ** ((at % d) - 1) : 0));
}

describe('principal components', () => {
  it('are the leading eigenvectors, small and large dimension alike', () => {
    for (const [n, d] of [
      [200, 6],
      [150, 80],
      [40, 90],
    ] as const) {
      const points = smooth(n, d, d);
      const found = finish(principalComponents(points, n, d, 3));
      const { covariance } = covarianceOf(points, n, d);
      const values = symmetricEigen(covariance, d).values.sort().reverse();
      for (let e = 0; e < 3; e++) {
        expect(found.values[e]! / values[e]!).toBeCloseTo(1, 8);
        const w = found.directions.subarray(e * d, (e + 1) * d);
        let residual = 0;
        for (let a = 0; a < d; a++) {
          let sum = 0;
          for (let b = 0; b < d; b++) sum += covariance[a * d + b]! * w[b]!;
          residual = Math.max(residual, Math.abs(sum - found.values[e]! * w[a]!));
        }
        expect(residual / values[0]!).toBeLessThan(1e-4);
        expect(w.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(1, 10);
      }
      const { covariance: codes } = covarianceOf(projected(points, n, found), n, 3);
      expect(codes[1]! / codes[0]!).toBeCloseTo(0, 4);
      expect(codes[4]! / found.values[1]!).toBeCloseTo(1, 8);
    }
  });

  it('drop directions without variance', () => {
    const line = Float64Array.from({ length: 120 }, (_, at) => Math.floor(at / 60) * 0 + (at % 60));
    expect(finish(principalComponents(line, 2, 60, 4)).count).toBe(0);
    const flat = normals(mulberry32(1), 50).reduce((all, v, i) => {
      all.set([v, 2 * v, 1], 3 * i);
      return all;
    }, new Float64Array(150));
    expect(finish(principalComponents(flat, 50, 3, 3)).count).toBe(1);
    expect(() => finish(principalComponents([1], 1, 1, 1))).toThrow('points');
  });
});

describe('whitening', () => {
  it('leaves the identity as covariance', () => {
    const points = smooth(90, 4, 3);
    const { points: white, halfLogDet } = whiten(points, 90, 4);
    const { covariance } = covarianceOf(white, 90, 4);
    covariance.forEach((value, at) => {
      expect(value).toBeCloseTo(at % 5 === 0 ? 1 : 0, 9);
    });
    const tripled = whiten(
      points.map((v) => 3 * v),
      90,
      4,
    );
    expect(tripled.halfLogDet - halfLogDet).toBeCloseTo(4 * Math.log(3), 9);
    expect(() => whiten(points, 4, 20)).toThrow('rows');
  });
});
