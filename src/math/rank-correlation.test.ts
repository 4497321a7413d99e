import { expect, it } from 'vitest';
import { rankCorrelation } from './rank-correlation.ts';

it('Spearman’s correlation is 1 for any increasing map, −1 for any decreasing one', () => {
  const x = [3, 1, 4, 1.5, 9];
  expect(rankCorrelation(x, x.map(Math.exp))).toBeCloseTo(1, 14);
  expect(
    rankCorrelation(
      x,
      x.map((v) => 1 / v),
    ),
  ).toBeCloseTo(-1, 14);
});

it('is 1 − 6 Σ d²/(n(n² − 1)) without ties, and shares ranks with them', () => {
  // d² = 1 + 1 + 1 + 1 + 0.
  expect(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(1 - (6 * 4) / (5 * 24), 14);
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5/√(4.5 · 5).
  expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 14);
});

it('does not exist for two pairs, for a constant, or for what is not a number', () => {
  expect(rankCorrelation([1, 2], [1, 2])).toBeNaN();
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN();
  expect(rankCorrelation([1, Number.NaN, 1], [1, 2, 3])).toBeNaN();
  expect(() => rankCorrelation([1], [1, 2])).toThrow('b has 2');
});
