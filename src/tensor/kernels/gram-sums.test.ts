import { expect, test } from 'vitest';
import { diffusionSpectrum } from '../../math/diffusion-spectrum.ts';
import { cauchySchwarzDivergence } from '../../math/gram-divergence.ts';
import { mulberry32, normals } from '../../math/random.ts';
import { gramSumsCost, gramSumsTwin } from './gram-sums.ts';

const [n, m, d, sigma] = [23, 31, 3, 0.9];
const x = normals(mulberry32(1), n * d);
const y = normals(mulberry32(2), m * d).map((value) => value + 0.5);
const shared = { d, ground: 'squaredEuclidean' as const, factor: 1 / (2 * sigma * sigma) };
const none = { v: new Float64Array(0), width: 0 };
const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

test('three of them are the Cauchy-Schwarz divergence of two clouds', () => {
  const own = total(gramSumsTwin({ ...shared, ...none, n, m: n, x, y: x }).rows) / n ** 2;
  const theirs = total(gramSumsTwin({ ...shared, ...none, n: m, m, x: y, y }).rows) / m ** 2;
  const cross = total(gramSumsTwin({ ...shared, ...none, n, m, x, y }).rows) / (n * m);
  const { value } = cauchySchwarzDivergence(x, n, y, m, d, sigma);
  expect(Math.log(own) + Math.log(theirs) - 2 * Math.log(cross)).toBeCloseTo(value, 12);
});

test('products and squares give the moments of a diffusion operator', () => {
  const spectrum = diffusionSpectrum(x, n, d, sigma);
  let pulled = spectrum.next();
  while (!pulled.done) pulled = spectrum.next();
  const eigenvalues = pulled.value;
  const { rows } = gramSumsTwin({ ...shared, ...none, n, m: n, x, y: x });
  // Σ λ² of D^−½ G D^−½ is Σ_ij g_ij² / (d_i d_j), the products of the kernel at twice the factor.
  const inverse = rows.map((sum) => 1 / sum);
  const { products } = gramSumsTwin({ ...shared, factor: 2 * shared.factor, n, m: n, x, y: x, v: inverse, width: 1 });
  const second = products.reduce((sum, value, i) => sum + value * inverse[i]!, 0);
  expect(second).toBeCloseTo(
    eigenvalues.reduce((sum, value) => sum + value * value, 0),
    12,
  );
  // The random walk D^−1 G leaves ones as they are.
  const fixed = gramSumsTwin({ ...shared, n, m: n, x, y: x, v: new Float64Array(n).fill(1), width: 1 });
  const squared = gramSumsTwin({ ...shared, ...none, factor: 2 * shared.factor, n, m: n, x, y: x });
  for (let i = 0; i < n; i++) {
    expect(fixed.products[i]).toBeCloseTo(rows[i]!, 12);
    expect(fixed.squares[i]).toBeCloseTo(squared.rows[i]!, 12);
  }
});

test('the stated work is one pass over all pairs', () => {
  expect(gramSumsCost(10, 20, 2, 3)).toEqual({ flops: 3400, exponentials: 200, bytes: 760 });
});
