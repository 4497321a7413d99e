import { describe, expect, it } from 'vitest';
import { type BalancedAssignment, balancedAssignment } from './balanced-assignment.ts';
import { networkSimplex } from './network-simplex.ts';
import { mulberry32 } from './random.ts';

function solve(gain: Float64Array, n: number, m: number, choices: number): BalancedAssignment {
  let last: BalancedAssignment | undefined;
  for (const state of balancedAssignment(gain, n, m, choices)) last = state;
  return last!;
}
const value = (gain: Float64Array, { units, capacity }: BalancedAssignment) =>
  gain.reduce((sum, one, at) => sum + (one * units[at]!) / capacity, 0);
/** 𝓛(p), which is at least the value of every feasible assignment. */
function dual(gain: Float64Array, n: number, m: number, choices: number, prices: Float64Array): number {
  let total = -((n * choices) / m) * prices.reduce((sum, p) => sum + p, 0);
  for (let i = 0; i < n; i++)
    total += Array.from(prices, (p, k) => gain[i * m + k]! + p)
      .sort((a, b) => b - a)
      .slice(0, choices)
      .reduce((sum, one) => sum + one, 0);
  return total;
}
const randomGain = (seed: number, size: number) => {
  const random = mulberry32(seed);
  return Float64Array.from({ length: size }, () => random());
};

describe('The balanced assignment', () => {
  it('is optimal: feasible, and worth what the dual at its prices is worth', () => {
    for (const [n, m, choices] of [
      [40, 8, 1],
      [40, 8, 2],
      [37, 8, 3],
      [10, 7, 4],
      [5, 12, 2],
      [6, 6, 6],
    ] as const) {
      const gain = randomGain(n + m, n * m);
      const state = solve(gain, n, m, choices);
      const { units, capacity } = state;
      expect(Math.max(...state.excess, 0)).toBe(0);
      for (let i = 0; i < n; i++)
        expect(units.subarray(i * m, (i + 1) * m).reduce((sum, u) => sum + u, 0)).toBe(choices * capacity);
      expect(units.every((u) => u >= 0 && u <= capacity)).toBe(true);
      expect(dual(gain, n, m, choices, state.prices)).toBeCloseTo(value(gain, state), 9);
    }
  });

  it('agrees with the network simplex where every row takes one column', () => {
    for (const n of [30, 41]) {
      const m = 6;
      const gain = randomGain(3, n * m);
      const tree = [
        ...networkSimplex(
          gain.map((one) => -one),
          n,
          m,
          new Float64Array(n).fill(1),
          new Float64Array(m).fill(n / m),
        ),
      ].at(-1)!;
      const best = tree.f.reduce((sum, f) => sum - f, 0) - (n / m) * tree.g.reduce((sum, g) => sum + g, 0);
      expect(value(gain, solve(gain, n, m, 1))).toBeCloseTo(best, 9);
    }
  });

  it('refuses more choices than columns', () => {
    expect(() => solve(new Float64Array(4), 2, 2, 3)).toThrow(RangeError);
  });
});
