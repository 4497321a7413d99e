import { describe, expect, it } from 'vitest';
import type { AnyBench } from '../../../engine/bench.ts';
import { mulberry32 } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import type { Probe, Probed } from './problem.ts';

const probe = (values: object): Probe => {
  const { params, make } = (bench as AnyBench).instances.gaussian!;
  return make({ ...defaults(params), ...values }, { seed: 1, assets: {}, data: null }) as Probe;
};
function last(problem: Probe, method: keyof typeof bench.methods, values: object = {}): Probed {
  const run = { random: mulberry32(1), noise: mulberry32(2), count: () => undefined, backend: 'cpu' } as const;
  const { params, solve } = (bench as AnyBench).methods[method]!;
  let found: Probed | null = null;
  for (const iterate of solve(problem, { ...defaults(params), ...values }, run) as Iterable<Probed | undefined>)
    if (iterate) found = iterate;
  return found!;
}

describe('the dimension probe', () => {
  it('makes clouds that fill d dimensions, whichever way they lie', () => {
    const problem = probe({ ambient: 6, n: 50 });
    expect(problem.dimensions).toEqual([1, 2, 3, 4, 5, 6]);
    expect(problem.cloud(2)).toBe(problem.cloud(2));
    // Three points of a plane and a fourth: every 3 × 3 minor of differences vanishes.
    const at = (i: number, c: number) => problem.cloud(1)[i * 6 + c]! - problem.cloud(1)[c]!;
    expect(at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0)).toBeCloseTo(0, 12);
  });

  it('gives entropies between 0 and log₂ n, the spectral one growing with the dimension', () => {
    const problem = probe({ ambient: 8, n: 120 });
    const { entropies } = last(problem, 'diffusionSpectral');
    expect(entropies.length).toBe(8);
    for (let d = 1; d < 8; d++) expect(entropies[d]!).toBeGreaterThan(entropies[d - 1]!);
    expect(entropies[7]!).toBeLessThan(Math.log2(120));
    const far = last(problem, 'diffusionSpectral', { diffusionWidth: 1e-3 });
    expect(far.entropy).toBeCloseTo(Math.log2(120), 6);
  });

  it('gives binned entropy one bit in one dimension, and log₂ n with noise', () => {
    // All coordinates of a line are cut in two near their middle: two cells, and a few more by unequal middles.
    expect(last(probe({ ambient: 2, n: 300 }), 'binnedEntropy').entropies[0]).toBeLessThan(1.2);
    expect(last(probe({ n: 300, noise: 0.3 }), 'binnedEntropy').entropy).toBeGreaterThan(Math.log2(300) - 0.1);
  });
});
