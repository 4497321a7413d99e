import { describe, expect, it } from 'vitest';
import { conditionalDivergenceGradient } from './conditional-divergence.ts';
import { type ConditionalForm, conditionalCauchySchwarz, gaussianGram } from './gram-divergence.ts';
import { mulberry32, normals } from './random.ts';

const n = 11;
const x = normals(mulberry32(1), 3 * n);
const K = gaussianGram(x, n, x, n, 3, 0.9);
const forms: ConditionalForm[] = ['squareOfSum', 'sumOfSquares'];

describe('the conditional Cauchy-Schwarz divergence for training', () => {
  it.each(forms)('has the value of the kit: %s', (form) => {
    for (const d of [1, 3]) {
      const [y, guess] = [normals(mulberry32(2), d * n), normals(mulberry32(3), d * n)];
      const gram = (a: Float64Array, b: Float64Array) => gaussianGram(a, n, b, n, d, 0.7);
      const { value } = conditionalCauchySchwarz(K, gram(y, y), gram(guess, guess), gram(guess, y), n, form);
      const gradient = new Float64Array(d * n);
      expect(conditionalDivergenceGradient(K, y, guess, n, d, 0.7, form, gradient)).toBeCloseTo(value, 12);
    }
  });

  it.each(forms)('has the gradient that finite differences give: %s', (form) => {
    const d = 2;
    const [y, guess] = [normals(mulberry32(2), d * n), normals(mulberry32(3), d * n)];
    const gradient = new Float64Array(d * n);
    conditionalDivergenceGradient(K, y, guess, n, d, 0.7, form, gradient);
    for (let k = 0; k < d * n; k++) {
      const at = (shift: number) => {
        const moved = guess.slice();
        moved[k] = moved[k]! + shift;
        return conditionalDivergenceGradient(K, y, moved, n, d, 0.7, form, new Float64Array(d * n));
      };
      expect(gradient[k]).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 7);
    }
  });

  it('is 0 when the prediction is the target, though not the least there: the estimate can be negative', () => {
    const y = normals(mulberry32(2), n);
    const gradient = new Float64Array(n);
    expect(conditionalDivergenceGradient(K, y, y, n, 1, 1, 'squareOfSum', gradient)).toBeCloseTo(0, 14);
    const beyond = y.map((value, k) => value - 0.1 * gradient[k]!);
    expect(conditionalDivergenceGradient(K, y, beyond, n, 1, 1, 'squareOfSum', gradient)).toBeLessThan(0);
  });

  it('still points back from predictions a hundred widths away', () => {
    const y = normals(mulberry32(2), n);
    const gradient = new Float64Array(n);
    const value = conditionalDivergenceGradient(
      K,
      y,
      y.map((v) => v + 100),
      n,
      1,
      1,
      'squareOfSum',
      gradient,
    );
    expect(value).toBeGreaterThan(5000);
    expect(gradient.reduce((sum, slope) => sum + slope, 0)).toBeGreaterThan(10);
  });

  it('refuses a width that is not positive', () => {
    expect(() => conditionalDivergenceGradient(K, x, x, n, 1, 0, 'squareOfSum', new Float64Array(n))).toThrow('sigma');
  });
});
