import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { matrixProblem } from './make-problem.ts';
import { exactOptimum } from './metrics.ts';
import type { Coupling, SparsePlan, Transport } from './problem.ts';
import { type QuadraticOptions, quadraticDual } from './solvers/quadratic-dual.ts';
import type { SupportSnapshot } from './support-snapshot.ts';

const { metrics } = bench;
const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;

function play(problem: Transport, method: 'quadratic' | 'sparsityConstrained', values: object, most = 500): Coupling {
  const params = { ...defaults(bench.methods[method].params), ...values };
  let left = most;
  let last: Coupling | null = null;
  for (const iterate of bench.methods[method].solve(problem, params as never, run) as Iterable<Coupling | undefined>)
    if (iterate) {
      last = iterate;
      if (--left === 0 || metrics.largestError.measure(problem, last) < 1e-10) break;
    }
  return last!;
}

const weights = (n: number, seed: number): Float64Array => {
  const random = mulberry32(seed);
  const w = Float64Array.from({ length: n }, () => 0.2 + random());
  const total = w.reduce((sum, v) => sum + v, 0);
  return w.map((v) => v / total);
};
const uniform = (n: number) => new Float64Array(n).fill(1 / n);
const clouds = (n: number, seed = 1): Transport =>
  bench.instances.clouds.make(
    {
      ...defaults(bench.instances.clouds.params),
      n,
      source: 'gaussians',
      target: 'gaussians',
      costScale: 'max',
    } as never,
    { seed, assets: {}, data: null },
  );
const [n, m] = [9, 6];
const C = Float64Array.from({ length: n * m }, mulberry32(12));
const problem = matrixProblem({ C, a: weights(n, 5), b: weights(m, 6), scale: 'none' });

/** Minus value and gradient of a (semi-)dual at a point. */
function evaluated(given: Transport, options: QuadraticOptions, z: Float64Array) {
  const dual = quadraticDual(given, options, run);
  const gradient = new Float64Array(dual.z.length);
  const value = finish(dual.at(z, gradient));
  return { value, gradient, coupling: dual.coupling() };
}
const plan = (coupling: Coupling) => coupling.plan as SparsePlan;

describe('the duals', () => {
  for (const formulation of ['dual', 'semiDual'] as const) {
    for (const k of [1, 3, n]) {
      const options = { gamma: 0.2, k, formulation };
      const z = normals(mulberry32(k), formulation === 'dual' ? n + m : n).map((v) => 0.3 * v);

      it(`${formulation}, k = ${k}: gradients are finite differences`, () => {
        const { gradient } = evaluated(problem, options, z);
        const direction = normals(mulberry32(77), z.length);
        const at = (t: number) =>
          evaluated(
            problem,
            options,
            z.map((v, i) => v + t * direction[i]!),
          ).value;
        const slope = gradient.reduce((sum, v, i) => sum + v * direction[i]!, 0);
        expect((at(1e-6) - at(-1e-6)) / 2e-6).toBeCloseTo(slope, 6);
      });

      it(`${formulation}, k = ${k}: the metric computes the same value from the potentials`, () => {
        const { value, coupling } = evaluated(problem, options, z);
        expect(metrics.dualObjective.measure(problem, coupling)).toBeCloseTo(-value, 12);
      });

      it(`${formulation}, k = ${k}: raising the source and lowering the target changes nothing`, () => {
        const shifted = z.map((v, i) => v + (i < n ? 0.7 : -0.7));
        expect(evaluated(problem, options, shifted).value).toBeCloseTo(evaluated(problem, options, z).value, 12);
      });
    }
  }

  it('the semi-dual is the dual at its best in g, and its columns are exact', () => {
    for (const k of [1, 2, 4, n]) {
      const z = normals(mulberry32(k), n).map((v) => 0.3 * v);
      const semi = evaluated(problem, { gamma: 0.2, k, formulation: 'semiDual' }, z);
      const both = evaluated(
        problem,
        { gamma: 0.2, k, formulation: 'dual' },
        Float64Array.of(...z, ...semi.coupling.g),
      );
      expect(both.value).toBeCloseTo(semi.value, 12);
      for (const slope of both.gradient.subarray(n)) expect(Math.abs(slope)).toBeLessThan(1e-14);
    }
  });

  it('no dual exceeds a feasible plan with at most k non-zeros: the identity', () => {
    const square = clouds(12);
    const identity = square.C.reduce((sum, c, l) => sum + (l % 13 === 0 ? c / 12 : 0), 0);
    for (const k of [1, 2, 5, 12]) {
      for (const seed of [1, 2, 3]) {
        const z = normals(mulberry32(seed), 12);
        const { value } = evaluated(square, { gamma: 1, k, formulation: 'semiDual' }, z);
        expect(-value).toBeLessThanOrEqual(identity + 0.5 / 12);
      }
    }
  });
});

describe('the solutions', () => {
  it('with k = n are the quadratic ones, from the dual and from the semi-dual', () => {
    const one = play(problem, 'quadratic', { gamma: 0.3 });
    const value = metrics.dualObjective.measure(problem, one);
    for (const formulation of ['dual', 'semiDual'])
      for (const optimiser of ['lbfgs', 'adam']) {
        const most = optimiser === 'adam' ? 4000 : 500;
        const other = play(problem, 'sparsityConstrained', { gamma: 0.3, k: n, formulation, optimiser }, most);
        expect(metrics.dualObjective.measure(problem, other)).toBeCloseTo(value, 9);
        expect(metrics.transportCost.measure(problem, other)).toBeCloseTo(
          metrics.transportCost.measure(problem, one),
          6,
        );
      }
  });

  it('of the quadratic problem have no duality gap, and their marginals', () => {
    for (const formulation of ['dual', 'semiDual']) {
      const last = play(problem, 'quadratic', { gamma: 0.3, formulation });
      expect(metrics.marginalError.measure(problem, last)).toBeLessThan(1e-8);
      expect(Math.abs(metrics.dualityGap.measure(problem, last))).toBeLessThan(1e-9);
    }
  });

  it('have a gap of at least zero on the way', () => {
    for (const steps of [1, 3, 6])
      for (const formulation of ['dual', 'semiDual']) {
        const { measure } = metrics.dualityGap;
        expect(measure(problem, play(problem, 'quadratic', { formulation }, steps))).toBeGreaterThan(-1e-12);
      }
  });

  it('with γ → 0 and k = n tend to the exact optimum', () => {
    const above = [1, 0.1, 0.01].map(
      (gamma) => metrics.dualObjective.measure(problem, play(problem, 'quadratic', { gamma })) - exactOptimum(problem),
    );
    // 0 ≤ value − optimum ≤ (γ/2) ‖P‖² of the exact plan ≤ γ/2
    above.forEach((v, k) => {
      expect(v).toBeGreaterThan(0);
      expect(v).toBeLessThan(0.5 * 10 ** -k);
    });
    expect(above[2]! / above[1]!).toBeLessThan(0.2);
  });

  it('with k = 1 are the exact assignment, whatever γ', () => {
    const square = clouds(20);
    for (const gamma of [0.1, 1, 10]) {
      const last = play(square, 'sparsityConstrained', { k: 1, gamma });
      const value = metrics.dualObjective.measure(square, last) - (0.5 * gamma) / 20;
      expect(value).toBeCloseTo(exactOptimum(square), 6);
      expect(metrics.rowError.measure(square, last)).toBeLessThan(1e-14);
      expect(metrics.transportCost.measure(square, last)).toBeCloseTo(exactOptimum(square), 12);
    }
  });

  it('have at most k non-zeros in every column, and exactly k where k is small', () => {
    const square = clouds(20);
    for (const formulation of ['dual', 'semiDual'])
      for (const k of [1, 2, 3, 8]) {
        const last = play(square, 'sparsityConstrained', { k, formulation });
        const counts = new Int32Array(20);
        for (let l = 0; l < plan(last).count; l++) counts[plan(last).to[l]!]!++;
        const most = Math.max(...counts);
        if (k <= 3) expect(most).toBe(k);
        else expect(most).toBeLessThanOrEqual(k);
        expect(metrics.mostNonZeros.measure(square, last)).toBe(most);
        expect(metrics.beyondLimit.measure(square, last)).toBe(0);
        expect(metrics.dualityGap.measure(square, last)).toBeNaN();
      }
  });

  it('keep the column sums exact in the semi-dual, while the rows of 1 < k < n are off', () => {
    const square = clouds(20);
    const last = play(square, 'sparsityConstrained', { k: 3 });
    const { rowError, marginalError } = metrics;
    expect(marginalError.measure(square, last) - rowError.measure(square, last)).toBeLessThan(1e-14);
    expect(rowError.measure(square, last)).toBeGreaterThan(1e-3);
  });

  it('of one point against one are there at once', () => {
    const one = matrixProblem({ C: Float64Array.of(3), a: uniform(1), b: uniform(1), scale: 'none' });
    for (const formulation of ['dual', 'semiDual'])
      for (const [method, values] of [
        ['quadratic', {}],
        ['sparsityConstrained', { k: 1 }],
      ] as const) {
        const last = play(one, method, { ...values, formulation });
        expect(metrics.transportCost.measure(one, last)).toBeCloseTo(3, 9);
      }
  });
});

describe('the picture of the support', () => {
  const taken = (given: Transport, coupling: Coupling) =>
    bench.snapshots.support(given, coupling) as unknown as SupportSnapshot;

  it('counts what each target takes, and holds its shares', () => {
    const square = clouds(20);
    const last = play(square, 'sparsityConstrained', { k: 3 });
    const { counts, shares, rows, cols, limit, rowError } = taken(square, last);
    expect([rows, cols, limit]).toEqual([20, 20, 3]);
    expect(counts.reduce((sum, v) => sum + v, 0)).toBe(metrics.nonZeros.measure(square, last));
    expect(Math.max(...counts)).toBe(3);
    expect(rowError).toBeCloseTo(metrics.rowError.measure(square, last), 12);
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += shares[i * cols + j]!;
      expect(sum).toBeCloseTo(1, 5);
    }
  });

  it('has no limit where the method has none, and at most 128 cells a side', () => {
    const large = bench.instances.densities.make({ ...defaults(bench.instances.densities.params), n: 300 } as never, {
      seed: 1,
      assets: {},
      data: null,
    });
    const { counts, shares, rows, cols, perCol, limit } = taken(large, play(large, 'quadratic', {}, 5));
    expect([rows, cols, perCol]).toEqual([100, 100, 3]);
    expect([counts.length, shares.length, limit]).toEqual([100, 10_000, Number.NaN]);
  });
});

describe('bad input', () => {
  const solve = (values: object) => () =>
    bench.methods.sparsityConstrained.solve(
      problem,
      { ...defaults(bench.methods.sparsityConstrained.params), ...values } as never,
      run,
    );

  it('is refused with a sentence before the first step', () => {
    for (const k of [0, n + 1, 1.5, Number.NaN]) {
      expect(solve({ k })).toThrow(ProblemError);
      expect(solve({ k })).toThrow(`k is ${k}; a whole number from 1 to the 9 source points is needed.`);
    }
    for (const gamma of [0, -1, Number.NaN, Infinity])
      expect(solve({ gamma })).toThrow(`γ is ${gamma}; a positive number is needed.`);
    const quadratic = () => bench.methods.quadratic.solve(problem, { gamma: 0, formulation: 'dual' }, run);
    expect(quadratic).toThrow('γ is 0; a positive number is needed.');
  });

  it('is a wrong k for the problem, not for the parameter', () => {
    expect(solve({ k: n })).not.toThrow();
  });
});

describe('tokens and experts', () => {
  it('are a cost of minus the scores, with equal shares', () => {
    const routed = bench.instances.scores.make({ n: 64, m: 8, costScale: 'none' }, { seed: 1, assets: {}, data: null });
    const scores = normals(mulberry32(1), 512);
    expect(Array.from(routed.C)).toEqual(Array.from(scores, (v) => -v));
    expect([routed.a[0], routed.b[0]]).toEqual([1 / 64, 1 / 8]);
    const last = play(routed, 'sparsityConstrained', { k: 8 });
    expect(metrics.mostNonZeros.measure(routed, last)).toBeLessThanOrEqual(8);
    const optimum = exactOptimum(routed);
    expect(optimum).toBeLessThan(0);
    // By hand: no assignment of eight tokens an expert costs less.
    expect(metrics.dualObjective.measure(routed, last)).toBeLessThanOrEqual(optimum + 0.5 * (1 / 64));
  });
});
