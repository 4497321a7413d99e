import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunContext } from '../src/engine/bench.ts';
import bridges from '../src/labs/transport/bridges/bench.ts';
import { conditionalMoments } from '../src/labs/transport/bridges/conditional-plan.ts';
import couplings from '../src/labs/transport/couplings/bench.ts';
import { matrixProblem, pointProblem } from '../src/labs/transport/couplings/make-problem.ts';
import { measurePlan } from '../src/labs/transport/couplings/measure-plan.ts';
import type { Coupling, Transport } from '../src/labs/transport/couplings/problem.ts';
import { brenierMatrix, buresDistance2, inverseSquareRoot, squareRoot } from '../src/math/bures.ts';
import { entropicGaussians, entropicGaussianValue } from '../src/math/entropic-gaussians.ts';
import { mulberry32, normals, philoxStream } from '../src/math/random.ts';
import { slicedDistances } from '../src/math/sliced-distances.ts';
import { covarianceOf } from '../src/math/whitening.ts';

/**
 * What must agree wherever the lab computes one thing in several ways: closed forms for Gaussians, exact plans made
 * elsewhere, and methods in the limits in which they coincide.
 */

const context = (): RunContext => ({
  random: philoxStream(1, 1),
  noise: philoxStream(1, 2),
  count: () => undefined,
  backend: 'cpu',
});

/** The last iterate after so many steps, or sooner if the method ends by itself. */
function settled<Iterate>(iterates: unknown, steps: number): Iterate {
  let last: Iterate | undefined;
  let taken = 0;
  for (const iterate of iterates as Iterable<Iterate | undefined>) {
    if (iterate === undefined) continue;
    last = iterate;
    if (++taken === steps) break;
  }
  return last!;
}
const run = (method: keyof typeof couplings.methods, problem: Transport, params: object, steps: number) =>
  settled<Coupling>(couplings.methods[method].solve(problem, params as never, context()), steps);
const costOf = (problem: Transport, coupling: Coupling) => measurePlan(problem, coupling).cost;

const d = 2;
const A = Float64Array.of(1, 0.2, 0.2, 0.5);
const B = Float64Array.of(0.6, -0.3, -0.3, 1.1);
const apply = (M: Float64Array, x: Float64Array, k: number, axis: number) =>
  M[axis * d]! * x[d * k]! + M[axis * d + 1]! * x[d * k + 1]!;

/** n points whose mean is 0 and whose covariance is exactly A. */
function sampleWith(covariance: Float64Array, n: number, seed: number): Float64Array {
  const z = normals(mulberry32(seed), d * n);
  const mean = [0, 1].map((axis) => z.filter((_, k) => k % d === axis).reduce((sum, v) => sum + v / n, 0));
  const centred = z.map((v, k) => v - mean[k % d]!);
  const W = inverseSquareRoot(covarianceOf(centred, n, d).covariance, d);
  // The covariance divides by n − 1, transport of equal weights by n.
  const white = centred.map((_, k) => Math.sqrt(n / (n - 1)) * apply(W, centred, Math.floor(k / d), k % d));
  const root = squareRoot(covariance, d);
  return white.map((_, k) => apply(root, white, Math.floor(k / d), k % d));
}

const uniform = (n: number) => new Float64Array(n).fill(1 / n);
const points = (x: Float64Array, y: Float64Array, dimension: number, a: Float64Array, b: Float64Array) =>
  pointProblem({
    x,
    y,
    dimension,
    a,
    b,
    ground: 'squaredEuclidean',
    scale: 'none',
    shape: { kind: dimension === 1 ? 'line' : 'points' },
  });

describe('Gaussians', () => {
  it('are as far apart as the exact plan between samples of just these moments and their images says', () => {
    const n = 120;
    const x = sampleWith(A, n, 3);
    const M = brenierMatrix(A, B, d);
    const y = x.map((_, k) => apply(M, x, Math.floor(k / d), k % d) + (k % d === 0 ? 1.5 : -0.5));
    const problem = points(x, y, d, uniform(n), uniform(n));
    const closed = 1.5 ** 2 + 0.5 ** 2 + buresDistance2(A, B, d);
    expect(costOf(problem, run('exact', problem, {}, 1e6))).toBeCloseTo(closed, 10);
  });

  it('have the entropic plan in closed form that Sinkhorn finds on a grid', () => {
    const [variance, shift, eps] = [0.5, 0.8, 0.4];
    const size = 140;
    const line = Float64Array.from({ length: size }, (_, k) => -6 + (12 * (k + 0.5)) / size);
    const density = (mean: number, v: number) => {
      const values = line.map((x) => Math.exp(-((x - mean) ** 2) / (2 * v)) + 1e-300);
      const total = values.reduce((sum, value) => sum + value, 0);
      return values.map((value) => value / total);
    };
    const [a, b] = [density(0, 1), density(shift, variance)];
    const C = new Float64Array(size * size);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) C[i * size + j] = 0.5 * (line[i]! - line[j]!) ** 2;
    const problem = matrixProblem({ C, a, b, scale: 'none' });
    const plan = run('sinkhorn', problem, { eps }, 400);
    const { transportCost, value } = entropicGaussianValue(
      Float64Array.of(1),
      Float64Array.of(variance),
      [shift],
      1,
      eps,
    );
    const measured = measurePlan(problem, plan);
    expect(measured.cost).toBeCloseTo(transportCost, 6);
    let cross = 0;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        cross += Math.exp((plan.f[i]! + plan.g[j]! - C[i * size + j]!) / eps) * line[i]! * (line[j]! - shift);
    expect(cross).toBeCloseTo(entropicGaussians(Float64Array.of(1), Float64Array.of(variance), 1, eps).cross[0]!, 6);
    const entropies = [...a, ...b].reduce((sum, weight) => sum + weight * Math.log(weight), 0);
    expect(measured.objective - eps * entropies).toBeCloseTo(value, 6);
  });

  it('have the bridge whose conditional plans are those of the entropic plan', () => {
    const eps = 0.3;
    const { instances, methods } = bridges;
    const problem = instances.gaussians.make({ ...defaultsOf(instances.gaussians.params), eps } as never, {
      seed: 1,
      assets: {},
      data: null,
    });
    const bridge = settled<Parameters<typeof conditionalMoments>[0]>(
      methods.gaussianBridge.solve(problem, { moments: 'exact' } as never, context()),
      1,
    );
    const at = (px: number, py: number) => {
      const out = new Float64Array(5);
      conditionalMoments(bridge, px, py, new Float64Array(8), out);
      return out;
    };
    const truth = { potential: problem.truth!, independent: false };
    for (const [px, py] of [
      [0, 0],
      [1, -0.5],
      [-2, 1],
    ] as const) {
      const expected = new Float64Array(5);
      conditionalMoments(truth, px, py, new Float64Array(8), expected);
      at(px, py).forEach((value, k) => {
        expect(value).toBeCloseTo(expected[k]!, 9);
      });
    }
  });

  it('have an entropic plan that becomes the optimal map as ε vanishes, and no coupling as it grows', () => {
    const M = brenierMatrix(A, B, d);
    entropicGaussians(A, B, d, 1e-7).conditional.forEach((value, k) => {
      expect(value).toBeCloseTo(M[k]!, 6);
    });
    for (const value of entropicGaussians(A, B, d, 1e7).cross) expect(Math.abs(value)).toBeLessThan(1e-6);
  });
});

describe('Exact plans made elsewhere', () => {
  const { entries } = JSON.parse(readFileSync('tests/reference/transport.json', 'utf8'));
  const { inputs, expected } = entries.find((entry: { kind: string }) => entry.kind === 'ot/exactPlan');
  const problem = matrixProblem({
    C: Float64Array.from(inputs.C.flat()),
    a: Float64Array.from(inputs.a),
    b: Float64Array.from(inputs.b),
    scale: 'none',
  });

  it('cost what ours do, and what regularised ones approach', () => {
    expect(costOf(problem, run('exact', problem, {}, 1e6))).toBeCloseTo(expected.cost, 10);
    const entropic = costOf(problem, run('sinkhornKernel', problem, { eps: 0.02 }, 20_000));
    expect(entropic).toBeGreaterThanOrEqual(expected.cost - 1e-6);
    expect(entropic - expected.cost).toBeLessThan(0.02 * Math.log(problem.n * problem.m));
    const quadratic = run('quadratic', problem, { gamma: 1e-3, formulation: 'semiDual' }, 500);
    expect(costOf(problem, quadratic)).toBeCloseTo(expected.cost, 4);
  });
});

describe('Methods in the limits in which they coincide', () => {
  const random = mulberry32(8);
  const n = 24;
  const problem = points(normals(random, d * n), normals(random, d * n), d, uniform(n), uniform(n));

  it('sparsity-constrained with k = n is quadratic, and with k = 1 it is exact', () => {
    const options = { gamma: 0.5, formulation: 'semiDual', optimiser: 'lbfgs', rate: 0.02 };
    const quadratic = measurePlan(problem, run('quadratic', problem, options, 500));
    const whole = measurePlan(problem, run('sparsityConstrained', problem, { ...options, k: n }, 500));
    expect(whole.cost).toBeCloseTo(quadratic.cost, 7);
    expect(whole.dual).toBeCloseTo(quadratic.dual, 10);
    const one = measurePlan(problem, run('sparsityConstrained', problem, { ...options, k: 1 }, 500));
    expect(one.dual - 0.25 / n).toBeCloseTo(costOf(problem, run('exact', problem, {}, 1e6)), 6);
  });

  it('sliced along many directions, points on a line are half as far apart as exact transport in one dimension says', () => {
    const [size, count] = [60, 2000];
    const onLine = (seed: number, shift: number) =>
      Float64Array.from(normals(mulberry32(seed), size), (value) => value + shift);
    const [x, y] = [onLine(5, 0), onLine(6, 1.3)];
    const inPlane = (values: Float64Array) =>
      Float64Array.from({ length: 2 * size }, (_, k) => (k % 2 ? 0 : values[k / 2]!));
    const theta = Float64Array.from({ length: 2 * count }, (_, k) => {
      const angle = (Math.PI * (Math.floor(k / 2) + 0.5)) / count;
      return k % 2 ? Math.sin(angle) : Math.cos(angle);
    });
    const { distances } = slicedDistances(inPlane(x), inPlane(y), 2, theta, count);
    const sliced = distances.reduce((sum, value) => sum + value / count, 0);
    const line = points(x, y, 1, uniform(size), uniform(size));
    // The mean of cos² over directions is 1/2.
    expect(2 * sliced).toBeCloseTo(costOf(line, run('exact', line, {}, 1e6)), 9);
  });

  it('Sinkhorn in every form, and its Newton steps, end at one plan', () => {
    const eps = 0.2;
    const reference = run('sinkhorn', problem, { eps }, 3000);
    const kernel = run('sinkhornKernel', problem, { eps }, 3000);
    const newton = run(
      'sinkhornNewtonSparse',
      problem,
      { ...defaultsOf(couplings.methods.sinkhornNewtonSparse.params), eps, keepPerRow: n },
      60,
    );
    const cost = costOf(problem, reference);
    expect(costOf(problem, kernel)).toBeCloseTo(cost, 10);
    expect(costOf(problem, newton)).toBeCloseTo(cost, 9);
  });
});

function defaultsOf(params: Readonly<Record<string, { readonly default: unknown }>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([id, param]) => [id, param.default]));
}
