import { expect, it } from 'vitest';
import { largestCost, pairwiseCosts } from './pairwise-costs.ts';

const x = Float64Array.of(0, 0, 3, 4);
const y = Float64Array.of(0, 0);

it('measures squared, plain and city-block distances', () => {
  expect(Array.from(pairwiseCosts('squaredEuclidean', x, y, 2, 1))).toEqual([0, 25]);
  expect(Array.from(pairwiseCosts('euclidean', x, y, 2, 1))).toEqual([0, 5]);
  expect(Array.from(pairwiseCosts('cityblock', x, y, 2, 0.5))).toEqual([0, 3.5]);
});

it('finds the largest without keeping the matrix, and 0 where all points coincide', () => {
  expect(largestCost('euclidean', x, y, 2)).toBe(5);
  expect(largestCost('cityblock', y, y, 2)).toBe(0);
});
