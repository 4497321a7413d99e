import { describe, expect, test } from 'vitest';
import { mulberry32, normals } from './random.ts';
import {
  flipoutPass,
  localPass,
  preActivation,
  sampledComplexity,
  sampledPass,
  type VariationalLayer,
  type VariationalPass,
} from './variational-layer.ts';
import { zigguratNormals } from './ziggurat-normals.ts';

const ROWS = 4;
const INPUTS = 3;
const OUTPUTS = 2;
const draw = (seed: number, count: number, scale = 1) => normals(mulberry32(seed), count).map((one) => scale * one);
const layer: VariationalLayer = {
  rows: ROWS,
  inputs: INPUTS,
  outputs: OUTPUTS,
  mean: draw(1, INPUTS * OUTPUTS),
  rho: draw(2, INPUTS * OUTPUTS),
  bias: draw(3, OUTPUTS),
};
const x = draw(4, ROWS * INPUTS);
const matrixNoise = draw(5, INPUTS * OUTPUTS);
const rowNoise = draw(6, ROWS * OUTPUTS);
const signs = {
  noise: matrixNoise,
  s: draw(7, ROWS * INPUTS).map(Math.sign),
  t: draw(8, ROWS * OUTPUTS).map(Math.sign),
};

const passes: Record<string, (of: VariationalLayer, rows: Float64Array) => VariationalPass> = {
  'one matrix a batch': (of, rows) => sampledPass(of, rows, matrixNoise),
  flipout: (of, rows) => flipoutPass(of, rows, signs),
  'local reparameterisation': (of, rows) => localPass(of, rows, rowNoise),
};

describe.each(Object.entries(passes))('%s', (_, pass) => {
  test('has the slopes of its output', () => {
    const weights = draw(9, ROWS * OUTPUTS);
    const loss = (of: VariationalLayer, rows: Float64Array) =>
      pass(of, rows).output.reduce((sum, one, k) => sum + weights[k]! * Math.sin(one), 0);
    const { output, backward } = pass(layer, x);
    const slopes = backward(output.map((one, k) => weights[k]! * Math.cos(one)));
    const moved = (values: Float64Array, k: number, by: number) => values.map((one, i) => (i === k ? one + by : one));
    const h = 1e-5;
    for (const name of ['mean', 'rho', 'bias'] as const)
      layer[name].forEach((_one, k) => {
        const at = (by: number) => loss({ ...layer, [name]: moved(layer[name], k, by) }, x);
        expect(slopes[name][k]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 6);
      });
    x.forEach((_one, k) => {
      const at = (by: number) => loss(layer, moved(x, k, by));
      expect(slopes.input[k]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 6);
    });
  });

  test('is x μᵀ + b when σ → 0', () => {
    const still = { ...layer, rho: layer.rho.map(() => -40) };
    const { mean } = preActivation(still, x);
    // The floor under the root is a noise of standard deviation 10⁻⁴.
    pass(still, x).output.forEach((one, k) => {
      expect(Math.abs(one - mean[k]!)).toBeLessThan(5e-4);
    });
  });
});

test('outputs of local reparameterisation have the mean and the variance of the sums', () => {
  const count = 20_000;
  const wide = { ...layer, rows: count };
  const rows = Float64Array.from({ length: count * INPUTS }, (_, k) => x[k % INPUTS]!);
  const noise = new Float64Array(count * OUTPUTS);
  zigguratNormals(mulberry32(10))(noise);
  const { output } = localPass(wide, rows, noise);
  const { mean, variance } = preActivation(layer, x);
  for (let o = 0; o < OUTPUTS; o++) {
    const own = output.filter((_, k) => k % OUTPUTS === o);
    const average = own.reduce((sum, one) => sum + one, 0) / count;
    const spread = own.reduce((sum, one) => sum + (one - average) ** 2, 0) / (count - 1);
    expect(Math.abs(average - mean[o]!)).toBeLessThan(4 * Math.sqrt(variance[o]! / count));
    expect(Math.abs(spread - variance[o]!)).toBeLessThan(4 * variance[o]! * Math.sqrt(2 / count));
  }
});

test('the sampled complexity has the KL term as its mean', () => {
  const priorSd = 0.7;
  const noise = new Float64Array(layer.mean.length);
  const fill = zigguratNormals(mulberry32(11));
  const count = 20_000;
  let [sum, squares] = [0, 0];
  for (let k = 0; k < count; k++) {
    fill(noise);
    const { value } = sampledComplexity(layer, noise, priorSd);
    sum += value;
    squares += value * value;
  }
  const average = sum / count;
  const error = Math.sqrt((squares / count - average ** 2) / count);
  const kl = layer.mean.reduce((total, mean, k) => {
    const sd = Math.log1p(Math.exp(layer.rho[k]!));
    return total + Math.log(priorSd / sd) + (sd * sd + mean * mean) / (2 * priorSd ** 2) - 0.5;
  }, 0);
  expect(Math.abs(average - kl)).toBeLessThan(4 * error);
});
