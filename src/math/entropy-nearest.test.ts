import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import {
  beside,
  informationOfLabel,
  informationOfThreeEntropies,
  ksgInformation,
  nearestEntropy,
  nearestWeights,
  whitenedEntropy,
} from './entropy-nearest.ts';
import { countWithin, neighbourDistances } from './nearest-neighbours.ts';
import { mulberry32, normals } from './random.ts';

const first = Float64Array.of(1);
const gaussianEntropy = (d: number) => (d / 2) * Math.log(2 * Math.PI * Math.E);

/** n correlated pairs: I = −log(1 − ρ²)/2 nats. */
function pairs(n: number, rho: number, seed: number) {
  const x = normals(mulberry32(seed), n);
  const noise = normals(mulberry32(seed + 1), n);
  return { x, y: x.map((v, i) => rho * v + Math.sqrt(1 - rho * rho) * noise[i]!) };
}

describe('nearest neighbours', () => {
  it('are the smallest of all distances, in both norms', () => {
    const points = normals(mulberry32(3), 150);
    for (const norm of ['euclidean', 'max'] as const) {
      const got = finish(neighbourDistances(points, 50, 3, 4, norm));
      for (let i = 0; i < 50; i++) {
        const all: number[] = [];
        for (let j = 0; j < 50; j++) {
          if (i === j) continue;
          const apart = [0, 1, 2].map((c) => Math.abs(points[3 * i + c]! - points[3 * j + c]!));
          all.push(norm === 'max' ? Math.max(...apart) : Math.hypot(...apart));
        }
        all.sort((a, b) => a - b);
        for (let k = 0; k < 4; k++) expect(got[4 * i + k]).toBeCloseTo(all[k]!, 12);
      }
    }
    expect(Array.from(finish(countWithin([0, 1, 2, 4], 4, 1, [1, 1.5, 9, 2])))).toEqual([0, 2, 3, 0]);
    expect(() => finish(neighbourDistances([1, 2], 2, 1, 2, 'max'))).toThrow('k is 2');
  });
});

describe('entropy from nearest neighbours', () => {
  it('has weights that sum to 1 and cancel the bias terms', () => {
    for (const [d, k] of [
      [3, 5],
      [5, 5],
      [8, 5],
      [12, 12],
      [16, 10],
      [12, 2],
    ] as const) {
      const weights = nearestWeights(d, k);
      expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
    }
    expect(Array.from(nearestWeights(4, 3))).toEqual([1, 0, 0]);
    const most = (w: Float64Array) => Math.max(...w.map(Math.abs));
    expect(most(nearestWeights(8, 5))).toBeCloseTo(9.9, 1);
    expect(most(nearestWeights(12, 12))).toBeCloseTo(45, 0);
    expect(() => nearestWeights(0, 5)).toThrow(RangeError);
  });

  it('is the closed form on Gaussian samples, shifts by d log s and does not see rotations', () => {
    const points = normals(mulberry32(6), 4000);
    const plain = finish(nearestEntropy(points, 2000, 2, first));
    expect(Math.abs(plain.entropy - gaussianEntropy(2))).toBeLessThan(3 * plain.standardError);
    const scaled = finish(
      nearestEntropy(
        points.map((v) => 7 * v),
        2000,
        2,
        first,
      ),
    );
    expect(scaled.entropy - plain.entropy).toBeCloseTo(2 * Math.log(7), 9);
    const turned = points.map((v, at) =>
      at % 2 === 0 ? 0.6 * v - 0.8 * points[at + 1]! : 0.8 * points[at - 1]! + 0.6 * v,
    );
    expect(finish(nearestEntropy(turned, 2000, 2, first)).entropy).toBeCloseTo(plain.entropy, 9);
    const [mapped, d] = [points.map((v, at) => (at % 2 === 0 ? 3 * v : v + points[at - 1]!)), Math.log(3)];
    expect(finish(whitenedEntropy(mapped, 2000, 2, first)).entropy).toBeCloseTo(
      finish(whitenedEntropy(points, 2000, 2, first)).entropy + d,
      6,
    );
  });

  it('refuses equal points and constant or dependent columns', () => {
    const points = Float64Array.of(1, 2, 1, 5, 3);
    expect(() => finish(nearestEntropy(points, 5, 1, first))).toThrow('duplicates');
    const { x, y } = pairs(60, 0.5, 1);
    expect(() => finish(whitenedEntropy(beside(x, 1, new Float64Array(60), 1, 60), 60, 2, first))).toThrow('column 2');
    expect(() =>
      finish(
        whitenedEntropy(
          beside(
            x,
            1,
            x.map((v) => 2 * v),
            1,
            60,
          ),
          60,
          2,
          first,
        ),
      ),
    ).toThrow('dependent');
    expect(() => finish(ksgInformation(points, 1, points, 1, 5, 5))).toThrow('k is 5');
    expect(() =>
      finish(
        informationOfLabel(
          x,
          60,
          1,
          y.map((_, i) => (i < 3 ? 1 : 0)),
          2,
          5,
          'last',
        ),
      ),
    ).toThrow('class 1');
  });
});

describe('information from nearest neighbours', () => {
  it('of a Gaussian pair is −log(1 − ρ²)/2', () => {
    const { x, y } = pairs(1500, 0.9, 8);
    const truth = -0.5 * Math.log(1 - 0.81);
    for (const weighting of ['weighted', 'last'] as const) {
      const { information, standardError } = finish(informationOfThreeEntropies(x, 1, y, 1, 1500, 4, weighting));
      expect(Math.abs(information - truth)).toBeLessThan(Math.min(0.15, 3 * standardError));
    }
    expect(Math.abs(finish(ksgInformation(x, 1, y, 1, 1500, 4)).information - truth)).toBeLessThan(0.08);
  });

  it('of independent samples is 0 ± 0.05 by KSG', () => {
    for (const seed of [1, 2, 3]) {
      const x = normals(mulberry32(seed), 1200);
      const y = normals(mulberry32(seed + 10), 1200);
      expect(Math.abs(finish(ksgInformation(x, 1, y, 1, 1200, 5)).information)).toBeLessThan(0.05);
    }
  });

  it('of a label that moves a Gaussian far away is the entropy of the label', () => {
    const labels = Int32Array.from({ length: 900 }, (_, i) => i % 3);
    const points = normals(mulberry32(9), 1800).map((v, at) => v + 8 * labels[at >> 1]! * (at % 2));
    const { information } = finish(informationOfLabel(points, 900, 2, labels, 4, 3, 'last'));
    expect(information).toBeCloseTo(Math.log(3), 1);
  });
});
