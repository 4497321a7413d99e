import { describe, expect, it } from 'vitest';
import { bipartiteGradients } from './bipartite-gradients.ts';
import { finish } from './breaths.ts';
import { conjugateGradients } from './conjugate-gradients.ts';
import { mulberry32 } from './random.ts';
import { bipartiteProduct, entriesFrom } from './sparse-rows.ts';

const limits = { tolerance: 1e-12, maxSteps: 400, stepsPerBreath: 3 };

describe('conjugate gradients on a bipartite matrix, on the kernels', () => {
  const [n, m] = [30, 21];
  const solver = bipartiteGradients(n, m);
  for (const threshold of [0.9, 0.2, 0.99, 2]) {
    it(`solve as the plain ones do, entries over ${threshold}`, () => {
      const dense = Float64Array.from({ length: n * m }, mulberry32(2));
      const d = new Float64Array(n + m);
      dense.forEach((v, k) => {
        d[Math.floor(k / m)]! += v;
        d[n + (k % m)]! += v;
      });
      const b = Float64Array.from({ length: n + m }, (_, k) => Math.cos(k));
      const S = finish(entriesFrom(dense, n, m, threshold));
      const product = (x: Float64Array | Float32Array, out: Float64Array | Float32Array) =>
        bipartiteProduct(S, d, x, out);
      const plain = finish(conjugateGradients(product, d, b, { ...limits, storage: 'float64' }));
      const { x, steps } = finish(solver(S, d, b, limits));
      expect(steps).toBe(plain.steps);
      expect(Math.max(...x.map((value, k) => Math.abs(value - plain.x[k]!)))).toBeLessThan(1e-13);
    });
  }
});
