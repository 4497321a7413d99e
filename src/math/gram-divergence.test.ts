import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import {
  cauchySchwarzDivergence,
  cauchySchwarzInformation,
  cauchySchwarzOfKernels,
  conditionalCauchySchwarz,
  gaussianGram,
  gramPullback,
  labelGram,
  meanDiscrepancy,
  normalisedCauchySchwarz,
} from './gram-divergence.ts';
import { mulberry32, normals } from './random.ts';

const [n, m, d] = [12, 9, 2];
const P = normals(mulberry32(1), n * d);
const Q = normals(mulberry32(2), m * d).map((v) => v + 0.7);
const divergence = (a: Float64Array, b: Float64Array) =>
  cauchySchwarzDivergence(a, a.length / d, b, b.length / d, d, 0.9).value;
const gram = (a: Float64Array, b = a, sigma = 0.8) => gaussianGram(a, a.length / d, b, b.length / d, d, sigma);

/** Slope of f in entry k of x. */
function slope(f: (x: Float64Array) => number, x: Float64Array, k: number): number {
  const at = (v: number) => f(x.map((u, j) => (j === k ? u + v : u)));
  return (at(1e-5) - at(-1e-5)) / 2e-5;
}

describe('Cauchy-Schwarz divergence', () => {
  it('is not negative, 0 for equal sets, symmetric and blind to a common shift', () => {
    expect(divergence(P, Q)).toBeGreaterThan(0);
    expect(divergence(P, P)).toBeCloseTo(0, 14);
    expect(divergence(P, Q)).toBeCloseTo(divergence(Q, P), 13);
    expect(
      divergence(
        P.map((v) => v + 4),
        Q.map((v) => v + 4),
      ),
    ).toBeCloseTo(divergence(P, Q), 9);
  });

  it('is −2 log cos of the angle between the kernel means', () => {
    const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
    const cos = mean(gram(P, Q)) / Math.sqrt(mean(gram(P)) * mean(gram(Q)));
    expect(cauchySchwarzDivergence(P, n, Q, m, d, 0.8).value).toBeCloseTo(-2 * Math.log(cos), 12);
    expect(meanDiscrepancy(P, n, P, n, d, 1)).toBeCloseTo(0, 14);
  });

  it('has the gradient of finite differences, and one for sets a thousand widths apart', () => {
    const { gradient } = cauchySchwarzDivergence(P, n, Q, m, d, 0.9);
    for (let k = 0; k < n * d; k++)
      expect(gradient[k]).toBeCloseTo(
        slope((x) => divergence(x, Q), P, k),
        7,
      );
    const far = cauchySchwarzDivergence(
      P,
      n,
      Q.map((v) => v + 1000),
      m,
      d,
      1,
    );
    expect(far.value).toBeGreaterThan(1e6);
    expect(far.gradient.every(Number.isFinite)).toBe(true);
    expect(Math.min(...far.gradient.map(Math.abs))).toBeGreaterThan(0);
  });

  it('comes near the closed form of Gaussians smoothed by the kernel', () => {
    // Between N(0, 1) and N(1, 1) with σ: (difference)²/(2 + σ²) plus nothing for equal variances.
    const a = normals(mulberry32(5), 800);
    const b = normals(mulberry32(6), 800).map((v) => v + 1);
    const { value } = cauchySchwarzDivergence(a, 800, b, 800, 1, 1);
    expect(Math.abs(value - 1 / 3)).toBeLessThan(0.06);
  });

  it('refuses no points and σ that is not positive', () => {
    expect(() => cauchySchwarzDivergence([], 0, Q, m, d, 1)).toThrow('points');
    expect(() => cauchySchwarzDivergence(P, n, Q, m, d, 0)).toThrow('sigma');
    expect(() => gaussianGram(P, n, Q, m, d, Number.NaN)).toThrow('sigma');
  });
});

describe('conditional Cauchy-Schwarz divergence', () => {
  const y = normals(mulberry32(3), n * d);
  const guess = normals(mulberry32(4), n * d);
  const of = (prediction: Float64Array, form: 'squareOfSum' | 'sumOfSquares') =>
    conditionalCauchySchwarz(gram(P), gram(y), gram(prediction), gram(prediction, y), n, form);

  it('is 0 when the prediction is the truth, in both forms', () => {
    for (const form of ['squareOfSum', 'sumOfSquares'] as const) expect(of(y, form).value).toBeCloseTo(0, 13);
  });

  it('has gradients that agree with finite differences through the kernels', () => {
    for (const form of ['squareOfSum', 'sumOfSquares'] as const) {
      const { gradientL2, gradientL21 } = of(guess, form);
      const out = new Float64Array(n * d);
      const sigma = 0.8;
      gramPullback(guess, n, guess, n, d, { values: gram(guess), gradient: gradientL2, sigma, both: true }, out);
      gramPullback(guess, n, y, n, d, { values: gram(guess, y), gradient: gradientL21, sigma, both: false }, out);
      for (let k = 0; k < n * d; k++)
        expect(out[k]).toBeCloseTo(
          slope((x) => of(x, form).value, guess, k),
          7,
        );
    }
  });
});

describe('Cauchy-Schwarz mutual information', () => {
  it('is 0 for a constant, symmetric, and 1 of a variable with itself when normalised', () => {
    const t = normals(mulberry32(7), n * d);
    const [K, T] = [gram(P), gram(t)];
    expect(cauchySchwarzInformation(K, new Float64Array(n * n).fill(1), n).value).toBeCloseTo(0, 13);
    expect(normalisedCauchySchwarz(K, new Float64Array(n * n).fill(1), n)).toBe(0);
    expect(cauchySchwarzInformation(K, T, n).value).toBeCloseTo(cauchySchwarzInformation(T, K, n).value, 13);
    expect(cauchySchwarzInformation(K, T, n).value).toBeGreaterThan(0);
    const entry = (gram: Float64Array) => (i: number, j: number) => gram[i * n + j]!;
    expect(finish(cauchySchwarzOfKernels(entry(K), entry(T), n, 1))).toBeCloseTo(
      cauchySchwarzInformation(K, T, n).value,
      12,
    );
    expect(normalisedCauchySchwarz(K, K, n)).toBeCloseTo(1, 12);
    expect(cauchySchwarzInformation(K, labelGram([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], n), n).value).toBeGreaterThan(0);
  });

  it('has the gradient of finite differences', () => {
    const t = normals(mulberry32(8), n * d);
    const K = gram(P);
    const { gradientQ } = cauchySchwarzInformation(K, gram(t), n);
    const out = new Float64Array(n * d);
    gramPullback(t, n, t, n, d, { values: gram(t), gradient: gradientQ, sigma: 0.8, both: true }, out);
    for (let k = 0; k < n * d; k++)
      expect(out[k]).toBeCloseTo(
        slope((x) => cauchySchwarzInformation(K, gram(x), n).value, t, k),
        7,
      );
  });
});
