import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { largestEntries } from './largest-entries.ts';
import type { Coupling, Transport } from './problem.ts';

const { metrics, snapshots } = bench;
const assets = { 'digits8.bin': new Uint8Array(readFileSync('public/data/digits8.bin')) };
const data = {
  cost: [
    [0, 1, 2],
    [2, 1, 0],
  ],
  sourceWeights: [1, 2],
  targetWeights: [1, 1, 1],
};

function make(id: keyof typeof bench.instances, values: object = {}): Transport {
  const instance = bench.instances[id];
  return instance.make({ ...defaults(instance.params), ...values } as never, { seed: 1, assets, data });
}

function play(problem: Transport, method: keyof typeof bench.methods, values: object, steps: number): Coupling {
  const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
  const params = { ...defaults(bench.methods[method].params), ...values };
  let left = steps;
  let last: Coupling | null = null;
  for (const iterate of bench.methods[method].solve(problem, params as never, run) as Iterable<Coupling | undefined>) {
    if (iterate && (last = iterate) && --left === 0) break;
  }
  return last!;
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, v) => total + v, 0);
const problems: readonly [string, Transport][] = [
  ['two clouds', make('clouds', { n: 40, m: 30 })],
  ['one point', make('clouds', { n: 1 })],
  ['an assignment', make('randomAssignment', { n: 90 })],
  ['densities', make('densities', { n: 64 })],
  ['drawn digits', make('digitStrokes', { side: 8 })],
  ['handwritten digits', make('digits', { upsample: 1 })],
  ['a cost matrix', make('user')],
];

describe('snapshots', () => {
  for (const [name, problem] of problems) {
    it(`of ${name} survive structured clone, are fresh, and hold the mass of the plan`, () => {
      for (const method of ['exact', 'sinkhorn', 'sinkhornUnbalanced', 'sinkhornNewtonSparse'] as const) {
        const iterate = play(problem, method, { eps: 0.05 }, 22);
        const before = Float64Array.from([...iterate.f, ...iterate.g]);
        const taken = {
          plan: snapshots.plan(problem, iterate),
          edges: snapshots.edges(problem, iterate),
          threads: snapshots.threads(problem, iterate),
          potentials: snapshots.potentials(problem, iterate),
          images: snapshots.images(problem),
        };
        expect(structuredClone(taken)).toEqual(taken);
        expect(taken.plan.values).not.toBe((snapshots.plan(problem, iterate) as typeof taken.plan).values);
        const mass = metrics.mass.measure(problem, iterate);
        expect(sum(taken.plan.values as Float32Array)).toBeCloseTo(mass, 4);
        expect(sum(taken.plan.rowSums as Float32Array)).toBeCloseTo(mass, 4);
        expect(sum(taken.plan.a as Float32Array)).toBeCloseTo(1, 4);
        expect(taken.plan.kept !== null).toBe(iterate.newton !== undefined);
        for (const one of Object.values(taken).flatMap((snapshot) => Object.values(snapshot))) {
          if (ArrayBuffer.isView(one)) expect(Array.from(one as Float32Array).every(Number.isFinite)).toBe(true);
        }
        expect(Float64Array.from([...iterate.f, ...iterate.g])).toEqual(before);
      }
      expect(() => structuredClone(bench.describeProblem(problem))).not.toThrow();
    });
  }

  it('threads of an exact plan on the line never cross, and start where the mass is', () => {
    const problem = make('densities', { n: 200 });
    const { threads } = snapshots.threads(problem, play(problem, 'exact', {}, 1e9)) as { threads: Float32Array };
    for (let t = 1; t < 100; t++) {
      expect(threads[2 * t]!).toBeGreaterThanOrEqual(threads[2 * t - 2]!);
      expect(threads[2 * t + 1]!).toBeGreaterThanOrEqual(threads[2 * t - 1]!);
    }
  });

  it('edges are the heaviest entries, ties filling up', () => {
    const problem = make('clouds', { n: 50 });
    const iterate = play(problem, 'sinkhorn', { eps: 0.5 }, 50);
    const all = largestEntries(problem, iterate, 2500);
    const some = largestEntries(problem, iterate, 70);
    const sorted = Array.from(all.mass).sort((a, b) => b - a);
    expect(Array.from(some.mass).sort((a, b) => b - a)).toEqual(sorted.slice(0, 70));
    const flat = {
      ...iterate,
      f: new Float64Array(50),
      g: new Float64Array(50),
      plan: { kind: 'gibbs', eps: 1e9, weighted: false } as const,
    };
    expect(largestEntries(problem, flat, 70).mass).toHaveLength(70);
  });
});

describe('plans too large to be held', () => {
  // At a huge ε the plan is the product of the marginals, which every sample shows exactly.
  const problem = make('clouds', { n: 4096, m: 2048 });
  const eps = 1e9;
  const product: Coupling = {
    f: new Float64Array(4096).fill(-eps * Math.log(4096)),
    g: new Float64Array(2048).fill(-eps * Math.log(2048)),
    plan: { kind: 'gibbs', eps, weighted: false },
  };

  it('are measured from evenly spaced rows and columns', () => {
    expect(metrics.mass.measure(problem, product)).toBeCloseTo(1, 6);
    expect(metrics.marginalError.measure(problem, product)).toBeLessThan(1e-5);
    expect(metrics.dualityGap.measure(problem, product)).toBeNaN();
    const few = make('clouds', { n: 1024, m: 512 });
    const mean = sum(few.C) / few.C.length;
    expect(Math.abs(metrics.transportCost.measure(problem, product) / mean - 1)).toBeLessThan(0.05);
  });

  it('are drawn from evenly spaced rows and columns', () => {
    const { values } = snapshots.plan(problem, product) as { values: Float32Array };
    expect(values).toHaveLength(256 * 256);
    expect(sum(values)).toBeCloseTo(1, 3);
    expect((snapshots.edges(problem, product) as { mass: Float32Array }).mass.length).toBeLessThanOrEqual(4096);
  });
});

describe('instances', () => {
  it('with one seed are one problem, with another seed another, source and target on streams of their own', () => {
    const at = (seed: number, values: object = {}) => {
      const { clouds } = bench.instances;
      return clouds.make({ ...defaults(clouds.params), n: 20, ...values } as never, { seed, assets: {}, data: null });
    };
    expect(at(1).C).toEqual(at(1).C);
    expect(at(1).C).not.toEqual(at(2).C);
    const points = (problem: Transport) => (problem.cost.kind === 'points' ? problem.cost : null)!;
    expect(points(at(1, { source: 'gaussians' })).y).toEqual(points(at(1)).y);
    expect(points(at(1, { target: 'moons', m: 20 })).y).not.toEqual(points(at(1)).x);
  });

  it('with costScale max have 1 as their largest cost', () => {
    for (const [id, values] of [
      ['clouds', { costScale: 'max' }],
      ['randomAssignment', {}],
      ['densities', {}],
      ['digitStrokes', { side: 8 }],
    ] as const) {
      expect(Math.max(...make(id, { n: 40, ...values }).C)).toBeCloseTo(1, 14);
    }
  });

  it('have no parameter named like one of a method', () => {
    const ofMethods = new Set(Object.values(bench.methods).flatMap((one) => Object.keys(one.params)));
    for (const one of Object.values(bench.instances))
      for (const key of Object.keys(one.params)) expect(ofMethods).not.toContain(key);
  });
});
