import { describe, expect, it } from 'vitest';
import { philoxStream } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { decodeLayers } from './decode-layers.ts';
import { products } from './instances.ts';
import type { Reader } from './problem.ts';

const problem = products.make({ n: 500, jitter: 0.1 }, { seed: 1, assets: {}, data: null });

function reached(name: keyof typeof bench.methods, updates: number): Reader {
  const method = bench.methods[name];
  const context = { random: philoxStream(1, 1), noise: philoxStream(1, 2), count: () => {}, backend: 'cpu' } as const;
  for (const reader of method.solve(
    problem,
    { ...defaults(method.params), width: 24 } as never,
    context,
  ) as Iterable<Reader>)
    if (reader.updates === updates) return reader;
  throw new Error('ended');
}

describe('Reading by depth', () => {
  it('finds one sign in the input and no product of signs', () => {
    const { explained, complexity, layers } = decodeLayers(problem, reached('trained', 20));
    expect(explained[0]).toBeGreaterThan(0.95);
    for (const value of explained.subarray(1, 4)) expect(value).toBeLessThan(0.05);
    expect(layers).toBe(5);
    for (const value of complexity) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  it('leaves the hidden layers of random features as they were drawn', () => {
    const [early, late] = [reached('randomFeatures', 20), reached('randomFeatures', 60)];
    expect(Array.from(late.network.weights[0]!)).toEqual(Array.from(early.network.weights[0]!));
    const { explained } = decodeLayers(problem, late);
    expect(Array.from(explained)).toEqual(Array.from(decodeLayers(problem, early).explained));
  });

  it('learns one sign before a product of two', () => {
    const { learned } = reached('trained', 200);
    expect(learned[0]).toBeLessThan(200);
    expect(learned[1]! > learned[0]! || Number.isNaN(learned[1]!)).toBe(true);
  });
});
