import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from './random.ts';
import { explainedVariance, ridgeRegression } from './ridge-regression.ts';

const [rows, d] = [200, 5];
const random = mulberry32(3);
const x = normals(random, rows * d);
const linear = Float64Array.from({ length: rows }, (_, r) => 2 + 3 * x[r * d]! - x[r * d + 4]!);

const predict = ({ weights, intercepts }: ReturnType<typeof ridgeRegression>) =>
  Float64Array.from({ length: rows }, (_, r) => {
    let sum = intercepts[0]!;
    for (let i = 0; i < d; i++) sum += x[r * d + i]! * weights[i]!;
    return sum;
  });

describe('Ridge regression', () => {
  it('finds a linear function with its intercept', () => {
    const fit = ridgeRegression(x, linear, rows, d, 1, 1e-9);
    expect(Array.from(fit.weights, (w) => Number(w.toFixed(6)) + 0)).toEqual([3, 0, 0, 0, -1]);
    expect(fit.intercepts[0]).toBeCloseTo(2, 6);
    expect(explainedVariance(predict(fit), linear, rows, 1)[0]).toBeCloseTo(1, 9);
  });

  it('solves (XᵀX + λI) w = Xᵀy of the centred columns', () => {
    const { weights } = ridgeRegression(x, linear, rows, d, 1, 50);
    const means = Array.from({ length: d }, (_, i) => linear.reduce((sum, _y, r) => sum + x[r * d + i]!, 0) / rows);
    const meanY = linear.reduce((sum, y) => sum + y, 0) / rows;
    for (let i = 0; i < d; i++) {
      let gradient = 50 * weights[i]!;
      for (let r = 0; r < rows; r++) {
        let own = -(linear[r]! - meanY);
        for (let k = 0; k < d; k++) own += (x[r * d + k]! - means[k]!) * weights[k]!;
        gradient += own * (x[r * d + i]! - means[i]!);
      }
      expect(gradient).toBeCloseTo(0, 8);
    }
  });

  it('explains nothing of noise, and has no answer for a constant', () => {
    const noise = normals(random, rows);
    const half = rows / 2;
    const fit = ridgeRegression(x, noise, half, d, 1, 1);
    expect(explainedVariance(predict(fit).slice(half), noise.slice(half), half, 1)[0]).toBeLessThan(0.1);
    expect(explainedVariance(noise, new Float64Array(rows).fill(2), rows, 1)[0]).toBeNaN();
    expect(() => ridgeRegression(x, noise, rows, d, 1, 0)).toThrow(/penalty = 0/);
  });
});
