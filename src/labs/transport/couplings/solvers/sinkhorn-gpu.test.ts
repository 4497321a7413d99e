import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BackendName, RunContext } from '../../../../engine/bench.ts';
import { liveTensors, openBackend } from '../../../../tensor/backend.ts';
import { instances } from '../instances.ts';
import type { Coupling, Transport } from '../problem.ts';
import { sinkhorn } from './sinkhorn.ts';
import { sinkhornGpu } from './sinkhorn-gpu.ts';

const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;
const eps = 0.02;

const source = (seed: number) => ({ seed, assets: {}, data: null });
const clouds = (n: number, m: number): Transport =>
  instances.clouds.make(
    { n, m, source: 'moons', target: 'mixture8', noise: 0.05, cost: 'squaredEuclidean', costScale: 'max' },
    source(1),
  );

function context(backend: BackendName): RunContext & { readonly work: Record<string, number> } {
  const work: Record<string, number> = {};
  const count = (kind: string, amount: number) => {
    work[kind] = (work[kind] ?? 0) + amount;
  };
  return { random: () => 0, noise: () => 0, count, backend, work };
}

async function afterSteps(problem: Transport, steps: number, run: RunContext, method = sinkhornGpu) {
  const pulls = method.solve(problem, { eps }, run) as AsyncIterable<Coupling | undefined>;
  let done = 0;
  for await (const iterate of pulls) {
    if (iterate === undefined || ++done < steps) continue;
    await iterate.settle?.();
    return { f: iterate.f.slice(), g: iterate.g.slice(), iterate };
  }
  throw new Error('The solver ended.');
}

describe.each(['wasm', 'cpu'] as const)('float32 Sinkhorn on %s', (backend) => {
  beforeAll(async () => {
    await openBackend({ asked: backend, gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });
  });

  test('has the iterates of float64 Sinkhorn up to float32, and leaves no tensor behind', async () => {
    const before = liveTensors();
    const problem = clouds(90, 71);
    const run = context(backend);
    const actual = await afterSteps(problem, 30, run);
    const expected = await afterSteps(problem, 30, run, sinkhorn as unknown as typeof sinkhornGpu);
    const apart = Math.max(
      ...actual.f.map((value, i) => Math.abs(value - expected.f[i]!)),
      ...actual.g.map((value, j) => Math.abs(value - expected.g[j]!)),
    );
    // Potentials below 1 keep 6e-8 a half-step; the iteration contracts, so that the sixty errors do not add up.
    expect(apart).toBeLessThan(1e-6);
    expect(actual.iterate.plan).toEqual({ kind: 'gibbs', eps, weighted: false });
    expect(liveTensors()).toBe(before);
  });

  test('counts two exponentials a pair and step', async () => {
    const run = context(backend);
    await afterSteps(clouds(20, 30), 3, run);
    expect(run.work).toEqual({ exponentials: 3 * 2 * 20 * 30 });
  });

  test('breathes inside a long step, and ends there', async () => {
    const before = liveTensors();
    const problem = clouds(4000, 4000);
    const pulls = (sinkhornGpu.solve(problem, { eps }, context(backend)) as AsyncIterable<Coupling | undefined>)[
      Symbol.asyncIterator
    ]();
    for (let k = 0; k < 3; k++) expect((await pulls.next()).value).toBeUndefined();
    await pulls.return?.();
    expect(liveTensors()).toBe(before);
  });
});

test('refuses a problem that is only a cost matrix', () => {
  const problem = instances.randomAssignment.make({ n: 5, costScale: 'max' }, source(1));
  expect(() => sinkhornGpu.solve(problem, { eps }, context('cpu'))).toThrow(/computes costs from points/);
});
