import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  coinEntropy,
  gainForInformation,
  hardLabels,
  PAPER_GAIN,
  powerSpectrum,
  ruleInformation,
  scoreLevels,
  softRule,
  spherePatterns,
  sphereScores,
  sphereVertices,
  THRESHOLD,
} from './sphere-patterns.ts';

const scores = sphereScores();
const labels = hardLabels(scores);
const lit = (pattern: number) => pattern.toString(2).replaceAll('0', '').length;

describe('the twelve points', () => {
  const v = sphereVertices();
  const product = (i: number, j: number) => [0, 1, 2].reduce((sum, k) => sum + v[3 * i + k]! * v[3 * j + k]!, 0);

  it('are the vertices of an icosahedron, in the antipodal pairs of the card', () => {
    for (let i = 0; i < 12; i++) {
      expect(product(i, i)).toBeCloseTo(1, 14);
      const others = Array.from({ length: 12 }, (_, j) => product(i, j)).filter((_, j) => j !== i);
      expect(others.filter((c) => Math.abs(c + 1) < 1e-14)).toHaveLength(1);
      expect(others.filter((c) => Math.abs(c - 1 / Math.sqrt(5)) < 1e-14)).toHaveLength(5);
      expect(others.filter((c) => Math.abs(c + 1 / Math.sqrt(5)) < 1e-14)).toHaveLength(5);
    }
    for (const [i, j] of [
      [0, 9],
      [1, 7],
      [2, 5],
      [3, 6],
      [4, 10],
      [8, 11],
    ] as const)
      expect(product(i, j)).toBeCloseTo(-1, 14);
  });

  it('are the bits, most significant first', () => {
    const patterns = spherePatterns();
    expect(Array.from(patterns.subarray(12 * 2049, 12 * 2050))).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(patterns).toHaveLength(4096 * 12);
  });
});

describe('the published labels', () => {
  it('are the hard rule, all 4,096 of them', () => {
    // The hash of the labels the authors publish, as the reference file states it.
    expect(createHash('sha256').update(Array.from(labels).join('')).digest('hex')).toBe(
      '8adbd792d6400d00410815b5a1f01b05b59f15fd41ace0db85c7772aa5cf4566',
    );
    const ones = labels.reduce((sum, y) => sum + y, 0);
    expect(ones).toBe(2118);
    expect(ones / 4096).toBeCloseTo(0.51709, 5);
    expect(coinEntropy(ones / 4096)).toBeCloseTo(0.99916, 5);
    const byLit = new Array<number>(13).fill(0);
    labels.forEach((y, n) => {
      byLit[lit(n)]! += y;
    });
    expect(byLit).toEqual([0, 0, 0, 0, 0, 60, 532, 732, 495, 220, 66, 12, 1]);
  });

  it('do not depend on where in the gap the threshold lies', () => {
    expect(hardLabels(scores, 7.5628)).toEqual(labels);
    expect(hardLabels(scores, 7.7013)).toEqual(labels);
  });
});

describe('the spectrum', () => {
  it('takes 64 values, and the score, which is a function of it, 53', () => {
    const spectra = new Set(
      Array.from({ length: 4096 }, (_, n) =>
        powerSpectrum(n, 3)
          .map((p) => Math.round(p * 1e7) + 0)
          .join(),
      ),
    );
    expect(spectra.size).toBe(64);
    const { values, counts } = scoreLevels(scores);
    expect(values).toHaveLength(53);
    expect(counts.reduce((sum, c) => sum + c, 0)).toBe(4096);
    const near = Array.from(values).filter((f) => f > 7.2 && f < 8.01);
    [7.236068, 7.383963, 7.486992, 7.562777, 7.701302, 7.821186, 7.928773, 8].forEach((f, k) => {
      expect(near[k]).toBeCloseTo(f, 6);
    });
    expect(THRESHOLD).toBeCloseTo((near[3]! + near[4]!) / 2, 9);
    for (const n of [0, 117, 2047, 4095]) {
      const [p0, p1] = powerSpectrum(n, 1);
      expect(Math.sqrt(4 * Math.PI) * (Math.sqrt(p0!) + Math.sqrt(Math.max(0, p1!) / 3))).toBeCloseTo(scores[n]!, 6);
    }
  });
});

describe('the soft rule', () => {
  it('carries what the card measured at each gain', () => {
    // The card's 0.89668 at γ = 10 is cut, not rounded (0.8966745).
    for (const [gain, bits] of [
      [5, 0.80092],
      [10, 0.89668],
      [20, 0.94597],
      [50, 0.98748],
      [100, 0.9985],
      [PAPER_GAIN, 0.99],
    ] as const)
      expect(Math.abs(ruleInformation(softRule(scores, gain)) - bits)).toBeLessThan(1e-5);
    const rule = softRule(scores, PAPER_GAIN);
    expect(rule.reduce((sum, p) => sum + p, 0) / 4096).toBeCloseTo(0.516443, 6);
    expect(gainForInformation(scores, 0.99)).toBeCloseTo(PAPER_GAIN, 5);
    expect(() => gainForInformation(scores, 1.5)).toThrow('bits');
  });

  it('tends to the hard labels', () => {
    const rule = softRule(scores, 1e4);
    rule.forEach((p, n) => {
      expect(p).toBeCloseTo(labels[n]!, 12);
    });
  });
});
