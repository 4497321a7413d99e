import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from './random.ts';
import { classOf, softmaxRegression } from './softmax-regression.ts';

const n = 60;
const d = 3;
const random = mulberry32(4);
const inputs = normals(random, n * d);
const labels = Array.from({ length: n }, (_, i) =>
  inputs[i * d]! + 0.8 * normals(random, 2)[0]! > 0.3 ? 2 : inputs[i * d + 1]! > 0 ? 1 : 0,
);

describe('Softmax regression', () => {
  const fitted = softmaxRegression(inputs, labels, 3, d, 1);

  it('ends where the gradient of the penalised likelihood vanishes', () => {
    const objective = (w: Float64Array) => {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const logits = [0, 1, 2].map((c) => {
          const row = w.subarray(c * 4, c * 4 + 4);
          return row[0]! * inputs[i * d]! + row[1]! * inputs[i * d + 1]! + row[2]! * inputs[i * d + 2]! + row[3]!;
        });
        sum += Math.log(logits.reduce((total, z) => total + Math.exp(z), 0)) - logits[labels[i]!]!;
      }
      return sum + w.reduce((total, v, k) => total + (k % 4 < 3 ? 0.5 * v * v : 0), 0);
    };
    for (let k = 0; k < 12; k++) {
      const [up, down] = [fitted.weights.slice(), fitted.weights.slice()];
      up[k] = up[k]! + 1e-5;
      down[k] = down[k]! - 1e-5;
      expect(Math.abs(objective(up) - objective(down)) / 2e-5).toBeLessThan(1e-4);
    }
  });

  it('names the class of most points, and copes with a class that does not occur', () => {
    const right = labels.filter((label, i) => classOf(fitted, inputs, i * d) === label).length;
    expect(right).toBeGreaterThan(0.7 * n);
    const without = softmaxRegression(inputs, labels, 4, d, 1);
    expect(labels.every((_, i) => classOf(without, inputs, i * d) !== 3)).toBe(true);
  });
});
