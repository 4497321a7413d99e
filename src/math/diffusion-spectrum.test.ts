import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import {
  diffusionEntropy,
  diffusionInformation,
  diffusionSpectrum,
  randomSubsets,
  spectralEntropy,
  subset,
} from './diffusion-spectrum.ts';
import { mulberry32, normals } from './random.ts';

const anisotropic = { kind: 'anisotropic', alpha: 0.5 } as const;
const cloud = normals(mulberry32(1), 180);
const dse = (points: ArrayLike<number>, n: number, d: number, sigma: number, t = 1) =>
  finish(diffusionEntropy(points, n, d, sigma, t));

describe('diffusion spectral entropy', () => {
  it('is 0 for identical points and log₂ n for points far apart', () => {
    expect(dse(new Float64Array(40).fill(3), 20, 2, 1)).toBeCloseTo(0, 9);
    expect(
      dse(
        Float64Array.from({ length: 32 }, (_, i) => 100 * i),
        32,
        1,
        1,
      ),
    ).toBeCloseTo(5, 9);
  });

  it('has top eigenvalue 1, in both forms, and lies between 0 and log₂ n', () => {
    for (const operator of [{ kind: 'symmetric' } as const, anisotropic]) {
      const spectrum = finish(diffusionSpectrum(cloud, 60, 3, 0.8, operator));
      expect(Math.abs(spectrum[0]! - 1)).toBeLessThan(1e-9);
      const entropy = spectralEntropy(spectrum, 1);
      expect(entropy).toBeGreaterThan(0);
      expect(entropy).toBeLessThan(Math.log2(60));
    }
  });

  it('does not see rotations, shifts, the order of the rows, or one scale of points and σ', () => {
    const plain = dse(cloud, 60, 3, 0.7);
    const turned = cloud.map((v, at) => {
      if (at % 3 === 0) return 0.6 * v - 0.8 * cloud[at + 1]! + 5;
      return at % 3 === 1 ? 0.8 * cloud[at - 1]! + 0.6 * v : v - 2;
    });
    expect(dse(turned, 60, 3, 0.7)).toBeCloseTo(plain, 9);
    const reversed = cloud.map((_, at) => cloud[3 * (59 - Math.floor(at / 3)) + (at % 3)]!);
    expect(dse(reversed, 60, 3, 0.7)).toBeCloseTo(plain, 9);
    expect(
      dse(
        cloud.map((v) => 40 * v),
        60,
        3,
        28,
      ),
    ).toBeCloseTo(plain, 9);
  });

  it('falls with t', () => {
    const values = [1, 2, 3, 7, 20].map((t) => dse(cloud, 60, 3, 0.7, t));
    for (let k = 1; k < values.length; k++) expect(values[k]!).toBeLessThan(values[k - 1]!);
  });

  it('refuses no points, σ and t that are not positive', () => {
    expect(() => dse([], 0, 1, 1)).toThrow('points');
    expect(() => dse([1], 1, 1, 0)).toThrow('sigma');
    expect(() => dse([1], 1, 1, 1, 0)).toThrow('t is 0');
  });
});

describe('diffusion spectral information', () => {
  it('of one class is 0: its subset is everything', () => {
    const options = { sigma: 0.7, t: 1, subsets: randomSubsets(mulberry32(2), 60, 3) };
    const { information, standardError } = finish(diffusionInformation(cloud, 60, 3, new Int32Array(60), 2, options));
    expect(information).toBeCloseTo(0, 12);
    expect(standardError).toBeCloseTo(0, 12);
  });

  it('of labels that split the cloud is larger than of random ones', () => {
    const labels = Int32Array.from({ length: 60 }, (_, i) => i % 2);
    const split = cloud.map((v, at) => v + 20 * labels[Math.floor(at / 3)]!);
    const of = (points: Float64Array) =>
      finish(
        diffusionInformation(points, 60, 3, labels, 2, {
          sigma: 2,
          t: 1,
          subsets: randomSubsets(mulberry32(3), 60, 5),
        }),
      ).information;
    expect(of(split)).toBeGreaterThan(0.5);
    expect(Math.abs(of(cloud))).toBeLessThan(0.2);
  });

  it('draws subsets without replacement, each row as often as any other', () => {
    const random = mulberry32(5);
    const seen = new Float64Array(10);
    for (let draw = 0; draw < 4000; draw++) {
      const rows = subset(random, 10, 3);
      expect(new Set(rows).size).toBe(3);
      for (const row of rows) seen[row] = seen[row]! + 1;
    }
    for (const count of seen) expect(Math.abs(count - 1200)).toBeLessThan(120);
    expect(Array.from(subset(random, 4, 4))).toEqual([0, 1, 2, 3]);
  });
});
