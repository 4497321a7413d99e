import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from './random.ts';
import { createSlicer, slicedDistances } from './sliced-distances.ts';
import { sortedTransport } from './sorted-transport.ts';

const random = mulberry32(11);
const cloud = (n: number, d: number) => normals(random, n * d);
const along = (points: Float64Array, d: number, theta: Float64Array) =>
  Float64Array.from({ length: points.length / d }, (_, i) =>
    theta.reduce((sum, value, k) => sum + value * points[i * d + k]!, 0),
  );

describe('Sliced distances', () => {
  it.each([
    [40, 40, 2],
    [40, 40, 3],
    [30, 30, 5],
    [25, 40, 2],
    [40, 7, 3],
    [1, 12, 2],
  ])('are exact transport on the line: %i and %i points in %i dimensions', (n, m, d) => {
    const [X, Y] = [cloud(n, d), cloud(m, d)];
    const theta = cloud(4, d);
    const { distances, operations } = slicedDistances(X, Y, d, theta, 4);
    expect(operations).toBeGreaterThan(4 * (n + m) * d);
    for (let l = 0; l < 4; l++) {
      const direction = theta.subarray(l * d, (l + 1) * d);
      const exact = sortedTransport(along(X, d, direction), along(Y, d, direction), (apart) => apart * apart);
      expect(distances[l]).toBeCloseTo(exact, 10);
    }
  });

  it.each([
    [12, 12],
    [9, 14],
  ])('have the derivative that moving a point has: %i against %i points', (n, m) => {
    const d = 3;
    const [X, Y, theta] = [cloud(n, d), cloud(m, d), cloud(1, d)];
    const slicer = createSlicer(X, Y, d);
    const residual = new Float64Array(n + 2);
    slicer.distance(theta, 0, residual, 2);
    for (let i = 0; i < n; i++) {
      const at = i * d + 1;
      const value = X[at]!;
      X[at] = value + 1e-5;
      const more = slicer.distance(theta, 0);
      X[at] = value - 1e-5;
      const less = slicer.distance(theta, 0);
      X[at] = value;
      expect(residual[2 + i]! * theta[1]!).toBeCloseTo((more - less) / 2e-5, 7);
    }
  });
});
