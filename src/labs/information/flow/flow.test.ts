import { describe, expect, it } from 'vitest';
import { cauchySchwarzDivergence, meanDiscrepancy } from '../../../math/gram-divergence.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import bench from './bench.ts';
import { logMeanKernel } from './metrics.ts';
import type { Moving } from './problem.ts';

const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
const make = (n: number, distance = 4) =>
  bench.instances.twoGaussians.make({ n, distance }, { seed: 1, assets: {}, data: null });

function flowed(steps: number, method: keyof typeof bench.methods, n: number, distance?: number) {
  const problem = make(n, distance);
  let last: Moving | null = null;
  let k = 0;
  for (const moving of bench.methods[method].solve(problem, { sigma: 1, rate: 0.5 }, run) as Iterable<
    Moving | undefined
  >) {
    if (!moving) continue;
    last = moving;
    if (++k === steps) break;
  }
  return { problem, last: last! };
}

describe('what is measured', () => {
  it('is what the kit computes', () => {
    const { problem, last } = flowed(3, 'cauchySchwarz', 30);
    const { n, target } = problem;
    expect(bench.metrics.divergence.measure(problem, last)).toBeCloseTo(
      cauchySchwarzDivergence(last.points, n, target, n, 2, 1).value,
      11,
    );
    expect(bench.metrics.discrepancy.measure(problem, last)).toBeCloseTo(
      meanDiscrepancy(last.points, n, target, n, 2, 1),
      13,
    );
  });

  it('is finite however far the clouds are', () => {
    const far = normals(mulberry32(1), 8).map((v) => v + 500);
    expect(logMeanKernel(far, normals(mulberry32(2), 8), 1)).toBeLessThan(-1e5);
  });

  it('is 0 of a cloud with itself', () => {
    const problem = make(20);
    const itself: Moving = { points: problem.target, sigma: 1 };
    expect(bench.metrics.divergence.measure(problem, itself)).toBeCloseTo(0, 14);
    expect(bench.metrics.discrepancy.measure(problem, itself)).toBeCloseTo(0, 14);
    expect(bench.metrics.leastMode.measure(problem, itself)).toBeGreaterThan(0.4);
  });
});

describe('the flows', () => {
  it('goes down the slope that the kit computes', () => {
    const { n, target, start } = make(20);
    const { gradient } = cauchySchwarzDivergence(start, n, target, n, 2, 1);
    const { last } = flowed(1, 'cauchySchwarz', 20);
    last.points.forEach((v, k) => {
      expect(v).toBeCloseTo(start[k]! - 0.5 * n * gradient[k]!, 11);
    });
  });

  it('the Cauchy-Schwarz one is on both modes while the mean discrepancy is on its way', () => {
    const measured = (method: keyof typeof bench.methods) => {
      const { problem, last } = flowed(50, method, 100);
      return bench.metrics.divergence.measure(problem, last);
    };
    expect(measured('cauchySchwarz')).toBeLessThan(measured('meanDiscrepancy') / 10);
  });

  it('both arrive when the modes are near', () => {
    for (const method of ['cauchySchwarz', 'meanDiscrepancy'] as const) {
      const { problem, last } = flowed(200, method, 60, 1);
      expect([method, bench.metrics.discrepancy.measure(problem, last) < 0.01]).toEqual([method, true]);
    }
  });

  it('moving both clouds alike moves the flow alike', () => {
    const problem = make(20);
    const shifted = { ...problem, target: problem.target.map((v) => v + 3), start: problem.start.map((v) => v + 3) };
    const first = (one: typeof problem) =>
      (bench.methods.cauchySchwarz.solve(one, { sigma: 1, rate: 0.5 }, run) as Generator<Moving>).next()
        .value as Moving;
    first(shifted).points.forEach((v, k) => {
      expect(v - 3).toBeCloseTo(first(problem).points[k]!, 10);
    });
  });
});
