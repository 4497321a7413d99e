import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from './random.ts';
import {
  codeDistances,
  codeUsage,
  createRunningCodebook,
  followPoints,
  inverseNorms,
  mostSimilarCodes,
  nearestCode,
  quantisationLoss,
  softAssignment,
} from './vector-quantisation.ts';

const [n, count, d] = [40, 7, 3];
const points = normals(mulberry32(1), n * d);
const codebook = normals(mulberry32(2), count * d);
const distances = codeDistances(codebook, count, d, points, n);
const chosen = Array.from({ length: n }, (_, i) => nearestCode(codebook, count, d, points, i * d));

describe('The nearest code', () => {
  it('has the least distance, and of equal codes the first is taken', () => {
    chosen.forEach((code, i) => {
      expect(distances[i * count + code]).toBe(Math.min(...distances.subarray(i * count, (i + 1) * count)));
    });
    expect(nearestCode(Float64Array.of(1, 1, -1, 1), 4, 1, [0])).toBe(0);
  });

  it('is what the soft assignment becomes as τ grows; a small τ tells codes apart no more', () => {
    const hard = softAssignment(distances, n, count, 1e9);
    chosen.forEach((code, i) => {
      expect(hard[i * count + code]).toBeCloseTo(1, 12);
    });
    for (const weight of softAssignment(distances, n, count, 1e-12)) expect(weight).toBeCloseTo(1 / count, 9);
  });

  it('pays nothing when every point is a code', () => {
    expect(quantisationLoss(codeDistances(points, n, d, points, n), n, n, 0.25).total).toBe(0);
    const { codebook: own, total } = quantisationLoss(distances, n, count, 0.25);
    expect(total).toBeCloseTo(1.25 * own, 12);
  });
});

describe('A codebook that follows its points', () => {
  it('goes to the means of the points that choose it', () => {
    const running = createRunningCodebook(codebook.slice(), count);
    for (let round = 0; round < 400; round++) followPoints(running, d, points, chosen, n, 0.9);
    for (let c = 0; c < count; c++) {
      const own = chosen.flatMap((code, i) => (code === c ? [i] : []));
      if (own.length === 0) continue;
      for (let k = 0; k < d; k++)
        expect(running.codes[c * d + k]).toBeCloseTo(
          own.reduce((sum, i) => sum + points[i * d + k]!, 0) / own.length,
          9,
        );
    }
  });

  it('leaves a code alone that nothing chooses', () => {
    const running = createRunningCodebook(codebook.slice(), count);
    followPoints(running, d, points, new Int32Array(n), n, 0.9);
    codebook.subarray(d).forEach((value, k) => {
      expect(running.codes[d + k]).toBeCloseTo(value, 12);
    });
  });
});

describe('Usage', () => {
  it('is log2 of the number of codes when all are used alike, 0 when one is', () => {
    expect(codeUsage([0, 1, 2, 3, 0, 1, 2, 3], 9)).toEqual({ entropyBits: 2, perplexity: 4 });
    expect(codeUsage([5, 5, 5], 9)).toEqual({ entropyBits: 0, perplexity: 1 });
  });
});

describe('The most similar codes', () => {
  it('are those of largest cosine, whatever the lengths, and never a zero code before a similar one', () => {
    const scaled = codebook.map((value, k) => value * (1 + Math.floor(k / d)));
    scaled.fill(0, 2 * d, 3 * d);
    const inverse = new Float64Array(count);
    inverseNorms(scaled, count, d, inverse);
    expect(inverse[2]).toBe(0);
    const found = new Int32Array(count);
    mostSimilarCodes(scaled, inverse, d, points, 0, count, new Float64Array(count), found);
    const cosine = (c: number) =>
      scaled.subarray(c * d, (c + 1) * d).reduce((sum, value, k) => sum + value * points[k]!, 0) * inverse[c]!;
    expect([...found].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (let rank = 1; rank < count; rank++) expect(cosine(found[rank]!)).toBeLessThanOrEqual(cosine(found[rank - 1]!));
  });
});
