import { describe, expect, it } from 'vitest';
import { gaussianGram, normalisedCauchySchwarz } from './gram-divergence.ts';
import { normalisedInformationGradient } from './normalised-information.ts';
import { mulberry32, normals } from './random.ts';
import { symmetricGram } from './symmetric-gram.ts';

const n = 9;
const d = 2;
const sigma = 0.8;
const x = normals(mulberry32(1), n * 3);
const t = normals(mulberry32(2), n * d);
const K = symmetricGram(x, n, 3, 1);
const value = (codes: Float64Array) => normalisedInformationGradient(K, codes, n, d, sigma, 1, new Float64Array(n * d));

describe('the symmetric Gram matrix', () => {
  it('is that of one set with itself', () => {
    expect(K).toEqual(gaussianGram(x, n, x, n, 3, 1));
    expect(() => symmetricGram(x, n, 3, 0)).toThrow('sigma');
    expect(() => symmetricGram(x, 0, 3, 1)).toThrow('points');
  });
});

describe('the normalised Cauchy-Schwarz information', () => {
  it('has the value of the kit', () => {
    expect(value(t)).toBeCloseTo(normalisedCauchySchwarz(K, gaussianGram(t, n, t, n, d, sigma), n), 13);
  });

  it('has the gradient that finite differences give, added with its weight', () => {
    const gradient = new Float64Array(n * d).fill(7);
    normalisedInformationGradient(K, t, n, d, sigma, 0.3, gradient);
    for (let k = 0; k < n * d; k++) {
      const at = (shift: number) => {
        const moved = t.slice();
        moved[k] = moved[k]! + shift;
        return value(moved);
      };
      expect(gradient[k]! - 7).toBeCloseTo((0.3 * (at(1e-6) - at(-1e-6))) / 2e-6, 7);
    }
  });

  it('is 1 of a variable with itself, where its gradient vanishes, and 0 of a constant', () => {
    const gradient = new Float64Array(3 * n);
    expect(normalisedInformationGradient(K, x, n, 3, 1, 1, gradient)).toBeCloseTo(1, 13);
    for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(1e-12);
    expect(value(new Float64Array(n * d))).toBe(0);
  });
});
