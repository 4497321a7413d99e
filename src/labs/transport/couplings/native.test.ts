import { afterEach, describe, expect, it } from 'vitest';
import { pairwiseCosts } from '../../../math/pairwise-costs.ts';
import { mulberry32 } from '../../../math/random.ts';
import bench from './bench.ts';
import { matrixProblem } from './make-problem.ts';
import type { Coupling, Transport } from './problem.ts';

/** Potentials after some steps. */
function run(problem: Transport, method: keyof typeof bench.methods, values: object, steps: number) {
  const context = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
  const pulls = bench.methods[method].solve(problem, values as never, context) as Iterable<Coupling | undefined>;
  let step = 0;
  for (const iterate of pulls) {
    if (iterate && ++step === steps) return { f: [...iterate.f], g: [...iterate.g], buffer: iterate.f.buffer };
  }
  throw new Error('The method ended.');
}

const clouds = (n: number, m: number, cost = 'squaredEuclidean') =>
  bench.instances.clouds.make(
    { n, m, source: 'moons', target: 'mixture8', noise: 0.05, cost, costScale: 'max' } as never,
    { seed: 1, assets: {}, data: null },
  );

const newton = { eps: 0.01, warmup: 5, keepPerRow: 8, cgTolerance: 1e-6, damping: 0 };

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

describe('Couplings on the kernels', () => {
  it.each([
    ['sinkhorn', { eps: 0.01 }, 40],
    ['sinkhornKernel', { eps: 0.01 }, 250],
    ['sinkhornUnbalanced', { eps: 0.01, tau: 1 }, 40],
    ['sinkhornNewtonSparse', { ...newton, arithmetic: 'float64' }, 9],
    ['sinkhornNewtonSparse', { ...newton, arithmetic: 'mixed' }, 9],
  ] as const)('are those of the twins to the last bit: %s %j', (method, values, steps) => {
    const native = run(clouds(37, 50), method, values, steps);
    process.env.PAPERSCOPE_TWINS = '1';
    const { f, g } = run(clouds(37, 50), method, values, steps);
    expect(native.f).toEqual(f);
    expect(native.g).toEqual(g);
  });

  it('hand out copies, which can be posted alone', () => {
    for (const method of ['sinkhorn', 'sinkhornKernel'] as const) {
      expect(run(clouds(9, 9), method, { eps: 0.1 }, 3).buffer.byteLength).toBe(9 * 8);
    }
  });

  it.each(['squaredEuclidean', 'euclidean', 'cityblock'])(
    'need no matrix above 4,194,304 entries, with the same potentials: %s',
    (cost) => {
      const points = clouds(2100, 2000, cost);
      expect(() => points.C).toThrow('Choose sinkhorn');
      const { a, b, cost: given } = points;
      if (given.kind !== 'points') throw new Error('Clouds are points.');
      const C = pairwiseCosts(given.ground, given.x, given.y, given.dimension, given.factor);
      const free = run(points, 'sinkhorn', { eps: 0.01 }, 2);
      const held = run(matrixProblem({ a, b, C, scale: 'none' }), 'sinkhorn', { eps: 0.01 }, 2);
      for (const side of ['f', 'g'] as const) {
        expect(Math.max(...free[side].map((value, k) => Math.abs(value - held[side][k]!)))).toBeLessThan(1e-14);
      }
    },
  );
});
