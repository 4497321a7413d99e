import { describe, expect, it } from 'vitest';
import { networkSimplex } from '../../../math/network-simplex.ts';
import { pairwiseCosts } from '../../../math/pairwise-costs.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { extrapolate } from './extrapolate.ts';
import { fitTerms } from './fit-terms.ts';
import { gaussianClasses } from './instances.ts';
import { calibratedGradient, labelAwareDistance, slopeByShare } from './label-aware-distance.ts';
import { slopesOf, termsOf } from './stage-terms.ts';

const made = (change: object = {}) =>
  gaussianClasses.make(
    { dimension: 4, separation: 1, small: 20, large: 40, goal: 60, matched: 30, learner: 'logistic', ...change },
    { seed: 2, assets: {}, data: null },
  );

describe('Choosing data', () => {
  it('extrapolates exactly what is affine in log n', () => {
    const accuracy = (n: number) => 0.4 + 0.07 * Math.log(n);
    expect(extrapolate(30, 80, 400, accuracy(30), accuracy(80))).toBeCloseTo(accuracy(400), 12);
    expect(() => extrapolate(30, 30, 400, 0.5, 0.6)).toThrow('two different ones');
  });

  it('refuses sizes that are no two sizes', () => {
    expect(() => made({ small: 40 })).toThrow('The small sample has 40 points and the larger one 40');
  });

  it('fits terms exactly where there are as many as values', () => {
    const rows = [0, 0.5, 1].map((q) => [1, q, q * q]);
    const c = fitTerms(rows, [0.3, 0.8, 0.5]);
    rows.forEach((row, k) => {
      expect(row.reduce((sum, term, t) => sum + term * c[t]!, 0)).toBeCloseTo([0.3, 0.8, 0.5][k]!, 6);
    });
  });

  it('knows how its terms change with the share, the distance moving too (finite differences)', () => {
    const [q, o, slope, h] = [0.3, 2.5, -1.7, 1e-6];
    const at = (step: number) => termsOf(q + step, o + slope * step, 5);
    slopesOf(q, o, slope, 5).forEach((value, t) => {
      expect((at(h)[t]! - at(-h)[t]!) / (2 * h)).toBeCloseTo(value, 8);
    });
  });

  it('looks at what labels stand for: names cost nothing, wrong labels do', () => {
    const { matched } = made();
    expect(labelAwareDistance(matched, matched, 3, 4).cost).toBeCloseTo(0, 10);
    const turned = { ...matched, labels: matched.labels.map((label) => (label + 1) % 3) };
    expect(labelAwareDistance(turned, matched, 3, 4).cost).toBeCloseTo(0, 10);
    const wrong = { ...matched, labels: matched.labels.map((label, i) => (i % 2 === 0 ? (label + 1) % 3 : label)) };
    expect(labelAwareDistance(wrong, matched, 3, 4).cost).toBeGreaterThan(0.3);
  });

  it('has the slope that moving mass between the sources has', () => {
    const [n, m, first] = [12, 9, 5];
    const random = mulberry32(6);
    const C = pairwiseCosts('squaredEuclidean', normals(random, 2 * n), normals(random, 2 * m), 2, 1);
    const b = new Float64Array(m).fill(1 / m);
    const solved = (share: number) => {
      const a = Float64Array.from({ length: n }, (_, i) => (i < first ? share / first : (1 - share) / (n - first)));
      let last: { f: Float64Array; g: Float64Array } | undefined;
      for (const tree of networkSimplex(C, n, m, a, b)) last = tree;
      const { f, g } = last!;
      return { value: f.reduce((s, v, i) => s + v * a[i]!, 0) + g.reduce((s, v) => s + v / m, 0), f };
    };
    const at = first / n + 0.003;
    const difference = (solved(at + 1e-6).value - solved(at - 1e-6).value) / 2e-6;
    expect(slopeByShare(solved(at).f, first)).toBeCloseTo(difference, 6);
    expect(slopeByShare(solved(at).f, n)).toBeNaN();
  });

  it('calibrates potentials so that their constant does not matter', () => {
    const f = [0.3, -1, 2, 0.5];
    const shifted = calibratedGradient(f.map((v) => v + 7));
    calibratedGradient(f).forEach((value, i) => {
      expect(shifted[i]).toBeCloseTo(value, 12);
    });
  });
});
