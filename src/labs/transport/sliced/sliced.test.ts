import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/transport.json' with { type: 'json' };
import { compareEntry, type ReferenceEntry } from '../../../cli/compare.ts';
import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { mulberry32, normals, philoxStream, STREAMS } from '../../../math/random.ts';
import { sortedTransport } from '../../../math/sorted-transport.ts';
import { defaults, type ParamSet, type ParamValues } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { fillDirections } from './directions.ts';
import { exactSliced } from './exact-sliced.ts';
import { makeProblem } from './make-problem.ts';
import type { Rule, Sliced, SlicedProblem } from './problem.ts';
import { reference } from './reference.ts';
import { createSlices } from './slices.ts';
import { sweepDirections } from './sweep-directions.ts';

const CONTROLS: readonly Rule['control'][] = ['none', 'lower', 'upper'];
const methods = Object.keys(bench.methods) as (keyof typeof bench.methods)[];
const cloud = (seed: number, n: number, d: number) => normals(mulberry32(seed), n * d);
const estimate = (source: Float64Array, target: Float64Array, dimension = 2): SlicedProblem =>
  makeProblem({ task: 'estimate', dimension, source, target });
const run = (seed = 1): RunContext => ({
  random: philoxStream(seed, STREAMS.initialisation),
  noise: philoxStream(seed, STREAMS.noise),
  count: () => undefined,
  backend: 'cpu',
});

function slicesOf(problem: SlicedProblem, control: Rule['control'], theta: ArrayLike<number>) {
  const slices = createSlices(problem, control, theta.length / problem.dimension, () => undefined);
  slices.theta.set(theta);
  return slices;
}

function directions(kind: Rule['directions'], count: number, d: number, seed = 1): Float64Array {
  const theta = new Float64Array(count * d);
  fillDirections(kind, philoxStream(seed, STREAMS.noise), theta, d);
  return theta;
}

function play(id: keyof typeof bench.methods, problem: SlicedProblem, steps: number, values: ParamValues = {}): Sliced {
  const { params, solve } = bench.methods[id];
  let last: Sliced | undefined;
  for (const one of solve(
    problem,
    { ...defaults(params as ParamSet), count: steps, ...values } as never,
    run(),
  ) as Iterable<Sliced>) {
    last = one;
  }
  return last!;
}

describe('transport/sliced agrees with the reference file', () => {
  it.each(file.entries.filter(({ kind }) => kind in reference).map((entry) => [entry.name, entry] as const))(
    '%s',
    async (_, entry) => {
      const compared = await compareEntry(entry as unknown as ReferenceEntry, reference[entry.kind]! as never);
      expect(compared).toMatchObject({ status: 'agrees', skipped: [] });
    },
  );
});

describe('The sliced distance', () => {
  it('is half of the distance on the line for clouds on a line in the plane', () => {
    const [x, y] = [cloud(1, 30, 1), cloud(2, 20, 1)];
    const lift = (values: Float64Array) =>
      Float64Array.from({ length: 2 * values.length }, (_, k) => (k % 2 === 0 ? values[k / 2]! : 4));
    const onLine = sortedTransport(x, y, (apart) => apart * apart);
    expect(exactSliced(estimate(lift(x), lift(y))).value).toBeCloseTo(onLine / 2, 10);
  });

  it.each([2, 3])('is met by many spread directions, in %i dimensions', (d) => {
    const problem = estimate(
      cloud(3, 40, d),
      cloud(4, 40, d).map((value) => 1.5 * value + 0.4),
      d,
    );
    const { value } = exactSliced(problem);
    const { estimate: found } = slicesOf(problem, 'none', directions('spread', 4000, d)).estimate();
    expect(Math.abs(found / value - 1)).toBeLessThan(1e-3);
  });

  it('does not change when data and directions turn together', () => {
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const turn = (points: Float64Array) =>
      points.map((value, k) => (k % 2 === 0 ? c * value - s * points[k + 1]! : s * points[k - 1]! + c * value));
    const [X, Y, theta] = [cloud(5, 20, 2), cloud(6, 20, 2).map((v) => v + 1), directions('uniform', 8, 2)];
    for (const control of CONTROLS) {
      const here = slicesOf(estimate(X, Y), control, theta).estimate();
      const there = slicesOf(estimate(turn(X), turn(Y)), control, turn(theta)).estimate();
      expect(there.estimate).toBeCloseTo(here.estimate, 11);
      expect(there.slope).toBeCloseTo(here.slope, 10);
    }
  });
});

describe('Control variates', () => {
  it.each([2, 3])('have the mean they are said to have, in %i dimensions', (d) => {
    const problem = estimate(
      cloud(7, 25, d),
      cloud(8, 30, d).map((v) => 2 * v + 0.5),
      d,
    );
    for (const control of ['lower', 'upper'] as const) {
      // In the plane the midpoint rule is exact for G; the spiral is close.
      const slices = slicesOf(problem, control, directions('spread', 4000, d));
      slices.estimate();
      const mean = slices.G.reduce((sum, value) => sum + value, 0) / slices.G.length;
      expect(Math.abs(mean / slices.mu - 1)).toBeLessThan(d === 2 ? 1e-12 : 1e-3);
    }
  });

  it('leave a cubic term of a shift, for the slope knows the mean and not the sample', () => {
    const X = cloud(9, 15, 2);
    const shift = [0.4, -1.1];
    const problem = estimate(
      X,
      X.map((value, k) => value + shift[k % 2]!),
    );
    const slices = slicesOf(problem, 'lower', directions('uniform', 6, 2));
    const fit = slices.estimate();
    const { W, mu } = slices;
    const A = W.reduce((sum, value) => sum + value / 6, 0);
    const variance = W.reduce((sum, value) => sum + (value - A) ** 2 / 6, 0);
    expect(mu).toBeCloseTo((0.4 ** 2 + 1.1 ** 2) / 2, 12);
    expect(fit.estimate).toBeCloseTo(mu + (A - mu) ** 3 / (variance + (A - mu) ** 2), 11);
  });

  it('say nothing of identical clouds but that they are', () => {
    const X = cloud(10, 12, 3);
    for (const control of CONTROLS)
      expect(slicesOf(estimate(X, X.slice(), 3), control, directions('uniform', 10, 3)).estimate().estimate).toBe(0);
  });

  it('change nothing where the means coincide, but for the upper one', () => {
    const { params, make } = bench.instances.clouds;
    const values = {
      ...defaults(params),
      source: 'moons',
      target: 'circles',
      n: 64,
      centred: true,
      moveX: 0,
      moveY: 0,
    };
    const problem = make(values as never, { seed: 1, assets: {}, data: null });
    const variance = (id: keyof typeof bench.methods) =>
      bench.metrics.variance!.measure(problem, play(id, problem, 200));
    expect(variance('lowerControlVariate') / variance('monteCarlo')).toBeCloseTo(1, 10);
    expect(variance('upperControlVariate')).toBeLessThan(0.5 * variance('monteCarlo'));
  });

  it.each([
    [12, 12, 3],
    [9, 14, 2],
  ])('have gradients that agree with differences: %i and %i points in %i dimensions', (n, m, d) => {
    for (const control of CONTROLS) {
      const problem = estimate(
        cloud(11, n, d),
        cloud(12, m, d).map((v) => v + 0.6),
        d,
      );
      const slices = slicesOf(problem, control, directions('uniform', 5, d));
      const gradient = new Float64Array(n * d);
      slices.gradient(slices.estimate(true), gradient);
      for (let k = 0; k < n * d; k++) {
        const at = problem.source[k]!;
        problem.source[k] = at + 1e-6;
        const more = slices.estimate().estimate;
        problem.source[k] = at - 1e-6;
        const less = slices.estimate().estimate;
        problem.source[k] = at;
        expect(gradient[k]).toBeCloseTo((more - less) / 2e-6, 6);
      }
    }
  });
});

describe('Runs', () => {
  it('draw directions of length 1, and spread ones without preference in the plane', () => {
    for (const kind of ['uniform', 'spread'] as const)
      for (const d of [2, 3]) {
        const theta = directions(kind, 40, d);
        for (let at = 0; at < theta.length; at += d)
          expect(Math.hypot(...theta.subarray(at, at + d))).toBeCloseTo(1, 12);
      }
    const theta = directions('spread', 7, 2);
    const [xx, xy] = [0, 1].map((k) =>
      theta.reduce((sum, value, i) => sum + (i % 2 === 0 ? value * theta[i + k]! : 0), 0),
    );
    expect(xx).toBeCloseTo(3.5, 12);
    expect(xy).toBeCloseTo(0, 12);
  });

  it('are unbiased without a control, and steadier with one', () => {
    const { params, make } = bench.instances.clouds;
    const problem = make({ ...defaults(params), n: 32 } as never, { seed: 2, assets: {}, data: null });
    const of = (id: keyof typeof bench.methods, name: string) =>
      bench.metrics[name]!.measure(problem, play(id, problem, 300));
    expect(Math.abs(of('monteCarlo', 'bias'))).toBeLessThan((4 * of('monteCarlo', 'spread')) / Math.sqrt(300));
    expect(of('monteCarlo', 'varianceRatio')).toBeGreaterThan(0.7);
    expect(of('monteCarlo', 'varianceRatio')).toBeLessThan(1.4);
    expect(of('lowerControlVariate', 'varianceRatio')).toBeGreaterThan(4);
    expect(of('quasiMonteCarlo', 'varianceRatio')).toBeGreaterThan(1e4);
  });

  it('sweep numbers of directions, the same at a step whoever looked before', () => {
    const problem = estimate(
      cloud(13, 16, 2),
      cloud(14, 16, 2).map((v) => v + 3),
    );
    const at = (steps: number) => sweepDirections(problem, play('monteCarlo', problem, steps));
    const first = at(5);
    const later = at(100);
    expect(at(5)).toEqual(first);
    expect(later.repetitions).toBe(60);
    later.directions.forEach((L, k) => {
      expect(later.variance[k]! / (later.ofW / L)).toBeGreaterThan(0.4);
      expect(later.variance[k]! / (later.ofW / L)).toBeLessThan(2.2);
    });
  });

  it.each(methods)('take a step of the flow down the gradient of n·SW, by central differences: %s', (id) => {
    const [source, target] = [cloud(17, 9, 2), cloud(18, 7, 2).map((v) => v + 0.8)];
    const problem = makeProblem({ task: 'flow', dimension: 2, source, target });
    const { rule, points, directions: theta, loss, gradientNorm } = play(id, problem, 1, { directions: 5, rate: 0.1 });
    const at = (k: number, by: number) => {
      const moved = source.map((value, l) => (l === k ? value + by : value));
      return 9 * Math.sqrt(slicesOf(estimate(moved, target), rule.control, theta).estimate().estimate);
    };
    const slopes = source.map((_, k) => (at(k, 1e-6) - at(k, -1e-6)) / 2e-6);
    for (const [k, slope] of slopes.entries()) expect(points[k]).toBeCloseTo(source[k]! - 0.1 * slope, 6);
    expect(gradientNorm).toBeCloseTo(Math.hypot(...slopes), 5);
    expect(loss).toBeCloseTo(at(0, 0), 12);
  });

  it.each(methods)('move the source to the target: %s', (id) => {
    const { params, make } = bench.instances.clouds;
    const values = { ...defaults(params), task: 'flow', n: 16, moveX: 1, moveY: 0 };
    const problem = make(values as never, { seed: 1, assets: {}, data: null });
    const cost = (steps: number) => bench.metrics.transportCost!.measure(problem, play(id, problem, steps));
    expect(cost(600)).toBeLessThan(0.02 * cost(1));
  });

  it('are refused with a sentence', () => {
    const problem = estimate(cloud(15, 8, 2), cloud(16, 8, 2));
    for (const id of ['lowerControlVariate', 'upperControlVariate'] as const)
      expect(() => play(id, problem, 1, { directions: 1 })).toThrow('needs at least 2 of them; 1 is given.');
    expect(() => play('monteCarlo', problem, 1, { directions: 0 })).toThrow(ProblemError);
    expect(() => estimate(new Float64Array(0), cloud(1, 3, 2))).toThrow('The source has no points');
    expect(() => estimate(cloud(1, 3, 2), Float64Array.of(0, 1e80))).toThrow('A coordinate of the target is 1e+80');
    const user = (data: unknown) => bench.instances.user.make({ task: 'estimate' }, { seed: 1, assets: {}, data });
    const points = (row: readonly number[]) => ({ points: [row, row] });
    expect(() => user({ source: points([0, 1]), target: points([0, 1, 2]) })).toThrow('both must have as many');
    expect(() => user({ source: points([0]), target: points([1]) })).toThrow('2 or 3 are accepted');
    expect(() => user({ source: { points: [] }, target: points([1, 2]) })).toThrow('source has 0 points');
    expect(user({ source: points([0, 1]), target: { points: [[1, 2]] } }).notes.length).toBe(1);
  });
});
