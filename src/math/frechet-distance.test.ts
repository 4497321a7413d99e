import { expect, test } from 'vitest';
import { frechetDistance } from './frechet-distance.ts';
import { mulberry32, normals } from './random.ts';

const rows = 500;
const cloud = normals(mulberry32(1), rows * 3);

test('is 0 from a cloud to itself, and the squared shift to a shifted one', () => {
  expect(frechetDistance(cloud, rows, cloud, rows, 3)).toBeCloseTo(0, 9);
  const shifted = cloud.map((one, k) => one + [1, -2, 0.5][k % 3]!);
  expect(frechetDistance(cloud, rows, shifted, rows, 3)).toBeCloseTo(1 + 4 + 0.25, 9);
});

test('compares deviations where axes are independent: Σ (s − t)²', () => {
  // A cloud and its mirror images along each axis: exactly diagonal covariances.
  const corners = Float64Array.from([-1, -1, -1, 1, 1, -1, 1, 1]);
  const wide = corners.map((one, k) => one * [3, 0.5][k % 2]!);
  const scale = Math.sqrt(4 / 3);
  expect(frechetDistance(corners, 4, wide, 4, 2)).toBeCloseTo(scale ** 2 * ((3 - 1) ** 2 + (1 - 0.5) ** 2), 9);
});

test('is the same both ways', () => {
  const other = cloud.map((one, k) => one * (1 + (k % 3)) + 0.3 * cloud[(k + 1) % cloud.length]!);
  expect(frechetDistance(cloud, rows, other, rows, 3)).toBeCloseTo(frechetDistance(other, rows, cloud, rows, 3), 9);
});
