import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { liveTensors, openBackend } from '../backend.ts';
import { openSoftminLoop, openTwin, rowSoftminCost } from './row-softmin.ts';
import { columnsOf, type SoftminProblem } from './softmin-problem.ts';
import { testClouds as clouds } from './test-clouds.ts';

const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;

/** Entry by entry, straight from the equations. */
function byDefinition({ n, m, d, x, y, a, b, ground, factor, eps }: SoftminProblem, iterations: number) {
  const cost = (i: number, j: number) => {
    const t = Array.from({ length: d }, (_, k) => x[i * d + k]! - y[j * d + k]!);
    const squared = t.reduce((sum, value) => sum + value * value, 0);
    if (ground === 'cityblock') return factor * t.reduce((sum, value) => sum + Math.abs(value), 0);
    return factor * (ground === 'euclidean' ? Math.sqrt(squared) : squared);
  };
  const lse = (values: number[]) => {
    const peak = Math.max(...values);
    return peak + Math.log(values.reduce((sum, value) => sum + Math.exp(value - peak), 0));
  };
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  for (let k = 0; k < iterations; k++) {
    for (let i = 0; i < n; i++) {
      f[i] = eps * (Math.log(a[i]!) - lse(Array.from(g, (value, j) => (value - cost(i, j)) / eps)));
    }
    for (let j = 0; j < m; j++) {
      g[j] = eps * (Math.log(b[j]!) - lse(Array.from(f, (value, i) => (value - cost(i, j)) / eps)));
    }
  }
  return { f, g };
}

const largestDifference = (p: Float64Array, q: Float64Array) =>
  p.reduce((most, value, k) => Math.max(most, Math.abs(value - q[k]!)), 0);
const largest = (p: Float64Array) => p.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe('the float64 twin', () => {
  test.each([
    clouds(1, 1, 1),
    clouds(3, 5, 2),
    clouds(20, 17, 3, { ground: 'euclidean', factor: 0.7 }),
    clouds(9, 33, 2, { ground: 'cityblock', eps: 0.3 }),
    clouds(12, 11, 20, { eps: 1 }),
  ])('is the pair of equations for $n × $m points in $d dimensions, $ground', async (problem) => {
    const twin = openTwin(problem, Float64Array);
    for (let k = 0; k < 4; k++) await twin.step();
    const [actual, expected] = [await twin.read(), byDefinition(problem, 4)];
    // Rounding of the moved points: a few units in the last place of numbers below 10.
    expect(largestDifference(actual.f, expected.f)).toBeLessThan(1e-13);
    expect(largestDifference(actual.g, expected.g)).toBeLessThan(1e-13);
  });

  test('leaves exact column sums after every iteration', async () => {
    const problem = clouds(23, 31, 2);
    const twin = openTwin(problem, Float64Array);
    await twin.step();
    const { f, g } = await twin.read();
    const { x, y } = columnsOf(problem, 1);
    for (let j = 0; j < problem.m; j++) {
      let sum = 0;
      for (let i = 0; i < problem.n; i++) {
        const cost = (x[i]! - y[j]!) ** 2 + (x[problem.n + i]! - y[problem.m + j]!) ** 2;
        sum += Math.exp((f[i]! + g[j]! - cost) / problem.eps);
      }
      expect(Math.abs(sum - problem.b[j]!)).toBeLessThan(1e-14);
    }
  });
});

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    const report = await openBackend({
      asked: backend,
      gpu: undefined,
      wasmPaths,
      onLost: () => {},
      timeoutMs: 20_000,
      strict: true,
    });
    expect(report).toMatchObject({ name: backend, reason: 'as asked', adapter: '' });
  });

  test.each([
    clouds(1, 1, 1),
    clouds(3, 1, 2),
    clouds(63, 65, 1),
    clouds(65, 63, 3),
    clouds(200, 173, 2),
    clouds(200, 173, 2, { eps: 1e-5 }),
    clouds(40, 30, 2, { eps: 10 }),
    clouds(65, 63, 2, { ground: 'euclidean', factor: 0.6 }),
    clouds(65, 63, 2, { ground: 'cityblock' }),
    clouds(30, 40, 20),
  ])('agrees with the float64 twin for $n × $m points in $d dimensions, $ground, eps = $eps', async (problem) => {
    const before = liveTensors();
    const loop = await openSoftminLoop(backend, problem);
    const twin = openTwin(problem, Float64Array);
    for (let k = 0; k < 3; k++) {
      await loop.step();
      await twin.step();
    }
    const [actual, expected] = [await loop.read(), await twin.read()];
    loop.dispose();
    // float32 keeps 6e-8 of the largest potential per half-step, of which there were six; costs enter at the same size.
    const bound = 1e-6 * Math.max(problem.eps, largest(expected.f) + largest(expected.g));
    expect(largestDifference(actual.f, expected.f)).toBeLessThan(bound);
    expect(largestDifference(actual.g, expected.g)).toBeLessThan(bound);
    expect(liveTensors()).toBe(before);
  });

  test('reads the last complete iteration when stopped inside the next', async () => {
    const before = liveTensors();
    const loop = await openSoftminLoop(backend, clouds(1500, 1100, 1));
    await loop.step();
    const complete = await loop.read();
    let pulled = 0;
    for (const part of loop.parts()) {
      await part;
      if (++pulled === 3) break;
    }
    expect(pulled).toBe(3);
    expect(await loop.read()).toEqual(complete);
    loop.dispose();
    expect(liveTensors()).toBe(before);
  });
});

test('the stated work is two half-steps over all pairs', () => {
  expect(rowSoftminCost(10, 20, 2)).toEqual({ flops: 4000, exponentials: 500, bytes: 840, loads: 1200 });
});
