import { describe, expect, it } from 'vitest';
import { philoxStream } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import { dropoutContraction, gaussianTotalVariation } from './contraction.ts';
import { expectedKl, expectedSquaredWasserstein, klBound } from './divergence-formulas.ts';
import { gaussianClasses, rowSpace } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Divergences } from './problem.ts';
import { klDivergence } from './solvers/kl-divergence.ts';
import { wasserstein } from './solvers/wasserstein.ts';

const problem = (set: object = {}) =>
  gaussianClasses.make(
    { ...(defaults(gaussianClasses.params) as Parameters<typeof gaussianClasses.make>[0]), ...set },
    { seed: 3, assets: {}, data: null },
  );

function simulated(method: typeof klDivergence | typeof wasserstein, set: object, draws: number): Divergences {
  const random = philoxStream(1, 2);
  const run = method.solve(
    problem(set),
    {},
    { random, noise: random, count: () => {}, backend: 'cpu' },
  ) as Iterable<Divergences>;
  for (const iterate of run) if (iterate.draws === draws) return iterate;
  throw new Error('ended');
}

describe('The divergences of training and test features', () => {
  it('agree with their closed forms over 4,000 simulated training sets, to 5 %', () => {
    const card = { d: 6, n: 20, sigma: 0.8, widths: '6-3-1' };
    for (const method of [klDivergence, wasserstein]) {
      const { measured, closed } = simulated(method, card, 4000);
      measured.forEach((value, l) => {
        expect(Math.abs(value / closed[l]! - 1)).toBeLessThan(0.05);
      });
    }
    // The card's own numbers for the ranks 6, 3 and 1.
    expect(Array.from(simulated(klDivergence, card, 1).closed, (v) => Number(v.toFixed(4)))).toEqual([
      0.1539, 0.0769, 0.0256,
    ]);
  });

  it('of Kullback-Leibler never grow with depth, whatever the widths', () => {
    for (const widths of ['32-16-8-4-2', '64-32-16-8', '16-16-16', '4-16-4']) {
      const { closed } = simulated(klDivergence, { widths, gains: '2-0.3-3' }, 1);
      for (let l = 1; l < closed.length; l++) expect(closed[l]!).toBeLessThanOrEqual(closed[l - 1]! + 1e-15);
    }
    // Layers wider than the input do not raise the rank.
    expect(problem({ widths: '64-32-16-8', d: 8 }).layers.map(({ rank }) => rank)).toEqual([8, 8, 8, 8]);
  });

  it('of Wasserstein have their minimum inside for gains 2, 0.3, 3', () => {
    const iterate = simulated(wasserstein, { widths: '16-16-16', gains: '2-0.3-3' }, 200);
    expect(metrics.funnel.measure(problem(), iterate)).toBeGreaterThan(1);
  });

  it('vanish with many examples and are refused for one', () => {
    expect(expectedKl(4, 1e9)).toBeLessThan(1e-8);
    expect(expectedSquaredWasserstein(3, 1e9, 1)).toBeLessThan(1e-8);
    expect(() => expectedKl(4, 1)).toThrow(/at least 2/);
  });

  it('bound the gap that simulated training sets have', () => {
    const given = problem({ n: 20 });
    const { gap, gapError } = simulated(klDivergence, { n: 20 }, 200);
    expect(gap).toBeGreaterThan(2 * gapError);
    expect(metrics.bound.measure(given, simulated(klDivergence, { n: 20 }, 1))).toBeGreaterThan(gap);
    expect(klBound(0)).toBe(0);
  });
});

describe('Contraction', () => {
  it('is one without noise and falls to the closed forms with it', () => {
    expect([dropoutContraction(0, 5), gaussianTotalVariation(0, 5)]).toEqual([1, 1]);
    expect(dropoutContraction(0.5, 2)).toBeCloseTo(0.75, 12);
    expect(gaussianTotalVariation(1, 1)).toBeCloseTo(0.682689492137, 10);
    expect(problem({ dropout: 0.9, noise: 2 }).layers.at(-1)!.contraction).toBeLessThan(
      problem({ dropout: 0.9 }).layers.at(-1)!.contraction,
    );
  });
});

it('The row space of a rank-deficient map has its rank', () => {
  const { rank, basis } = rowSpace(Float64Array.of(1, 2, 2, 4, 0, 1), 3, 2);
  expect(rank).toBe(2);
  expect(basis[0]! ** 2 + basis[1]! ** 2).toBeCloseTo(1, 14);
});
