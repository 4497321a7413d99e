import { describe, expect, it } from 'vitest';
import file from '../../../../tests/reference/transport.json' with { type: 'json' };
import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { barycentreStep, buresDistance2, congruence } from '../../../math/bures.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { affineDistance, barycentreOf, buresResidual, changesOf, distances2To } from './measure-batch.ts';
import type { Averaging, CovarianceBatch } from './problem.ts';
import { reference } from './reference.ts';
import { readMatrices } from './user-data.ts';

type Given = Readonly<Record<string, string | number>>;
const run: RunContext = { random: () => 0.5, noise: () => 0.5, count: () => undefined, backend: 'cpu' };

function batchOf(instance: keyof typeof bench.instances, params: Given = {}, data: unknown = null, seed = 1) {
  const { params: set, make } = bench.instances[instance];
  return make({ ...defaults(set), ...params } as never, { seed, assets: {}, data });
}
function stepsOf(problem: CovarianceBatch, method: keyof typeof bench.methods, steps: number, params: Given = {}) {
  const { params: set, solve } = bench.methods[method];
  const out: Averaging[] = [];
  for (const one of solve(problem, { ...defaults(set), ...params } as never, run) as Iterable<Averaging | undefined>) {
    if (one) out.push(one);
    if (out.length === steps) break;
  }
  return out;
}
const lastOf = (...given: Parameters<typeof stepsOf>) => stepsOf(...given).at(-1)!;
const measure = (name: keyof typeof bench.metrics, problem: CovarianceBatch, iterate: Averaging) =>
  bench.metrics[name]!.measure(problem, iterate);
const close = (A: Float64Array, B: Float64Array, within = 1e-9) =>
  expect(Math.max(...A.map((value, k) => Math.abs(value - B[k]!)))).toBeLessThan(within);
const identityOf = (d: number) => Float64Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? 1 : 0));

describe('transport/covariances agrees with the reference file', () => {
  const leaves = (value: unknown): number[] =>
    Array.isArray(value) ? value.flatMap(leaves) : typeof value === 'number' ? [value] : [];
  const entries = file.entries.filter(({ kind }) => kind in reference);
  it('answers five entries', () => expect(entries.length).toBe(5));
  it.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_, { kind, inputs, expected, tolerance }) => {
    const got = reference[kind]!(inputs);
    for (const [key, value] of Object.entries(expected)) {
      const [one, other] = [leaves(got[key]), leaves(value)];
      expect([key, one.length]).toEqual([key, other.length]);
      for (const [k, number] of other.entries()) expect(Math.abs(one[k]! - number)).toBeLessThan(tolerance.abs);
    }
  });
});

describe('What measures', () => {
  const { matrices, d } = batchOf('spectrum', { n: 12, dimension: 4, draws: 9 });
  const [A, B] = [matrices[0]!, matrices[1]!];

  it('has the distances of symmetric roots by Cholesky factors', () => {
    expect(distances2To(A, [B], d)[0]!).toBeCloseTo(buresDistance2(A, B, d), 11);
  });

  it('does not see a congruence in affine-invariant distances', () => {
    const C = batchOf('spectrum', { n: 2, dimension: 4, kappa: 10 }, null, 5).matrices[0]!;
    expect(affineDistance(congruence(C, A, d), congruence(C, B, d), d)).toBeCloseTo(affineDistance(A, B, d), 8);
  });

  it('has the residual and the barycentre of the fixed point', () => {
    const weights = new Float64Array(matrices.length).fill(1 / matrices.length);
    let G = A;
    for (let k = 0; k < 80; k++) G = barycentreStep(matrices, weights, G, d);
    close(barycentreOf(matrices, d), G, 1e-10);
    expect(buresResidual(G, matrices, d)).toBeLessThan(1e-10);
    expect(buresResidual(A, matrices, d)).toBeGreaterThan(1e-2);
  });

  it('multiplies the smallest eigenvalue by 1.5 and no other', () => {
    const commuting = [Float64Array.of(1, 0, 0, 0.04), Float64Array.of(4, 0, 0, 0.09)];
    const { bures, affine } = changesOf(commuting, 2);
    const moved = Math.hypot(1, 0.3 - Math.sqrt(0.06)) / Math.hypot(1, 0.1) - 1;
    expect(bures[0]!).toBeCloseTo(Math.abs(moved), 10);
    const log = Math.hypot(Math.log(4), Math.log(0.09 / 0.06)) / Math.hypot(Math.log(4), Math.log(0.09 / 0.04)) - 1;
    expect(affine[0]!).toBeCloseTo(Math.abs(log), 10);
  });
});

describe('The means', () => {
  const problem = batchOf('spectrum', { n: 20, dimension: 3, kappa: 10, draws: 6 });

  it.each([
    ['buresBarycentre', 60],
    ['affineInvariantMean', 60],
    ['logEuclideanMean', 1],
    ['arithmeticMean', 1],
  ] as const)('%s solves its own equation', (method, steps) => {
    expect(measure('residual', problem, lastOf(problem, method, steps))).toBeLessThan(1e-10);
  });

  it('agree on matrices that are the same', () => {
    const one = problem.matrices[0]!;
    const same = { ...problem, matrices: [one, one.slice(), one.slice()] };
    for (const method of ['buresBarycentre', 'affineInvariantMean', 'logEuclideanMean', 'arithmeticMean'] as const)
      close(lastOf(same, method, 1).mean!, one);
  });

  it('take the mean of roots, of logarithms and of entries where matrices commute', () => {
    const matrices = [Float64Array.of(1, 0, 0, 4), Float64Array.of(9, 0, 0, 16)];
    const commuting = { ...problem, d: 2, matrices };
    close(lastOf(commuting, 'buresBarycentre', 40).mean!, Float64Array.of(4, 0, 0, 9));
    close(lastOf(commuting, 'affineInvariantMean', 40).mean!, Float64Array.of(3, 0, 0, 8));
    close(lastOf(commuting, 'logEuclideanMean', 1).mean!, Float64Array.of(3, 0, 0, 8));
    close(lastOf(commuting, 'arithmeticMean', 1).mean!, Float64Array.of(5, 0, 0, 10));
  });

  it('are least in Bures-Wasserstein variance at the barycentre', () => {
    const variances = (['buresBarycentre', 'affineInvariantMean', 'logEuclideanMean', 'arithmeticMean'] as const).map(
      (method) => measure('variance', problem, lastOf(problem, method, 40)),
    );
    expect(Math.min(...variances)).toBe(variances[0]);
  });

  it('swell least to most: determinants of affine-invariant, Bures-Wasserstein and arithmetic means', () => {
    const determinants = (['affineInvariantMean', 'buresBarycentre', 'arithmeticMean'] as const).map((method) =>
      symmetricEigen(lastOf(problem, method, 40).mean!, 3).values.reduce((a, b) => a * b, 1),
    );
    expect([...determinants].sort((a, b) => a - b)).toEqual(determinants);
  });
});

describe('Batch normalisation', () => {
  const problem = batchOf('spectrum', { n: 20, dimension: 3, kappa: 10, draws: 30 });

  it('brings mean and variance to I and s² with more steps to the mean', () => {
    const steps = stepsOf(problem, 'batchNormalisation', 8, { barycentreSteps: 8, shift: 0.3 });
    const value = (name: keyof typeof bench.metrics) => steps.map((one) => measure(name, problem, one));
    expect(steps.map(({ stage }) => stage)).toEqual([
      'power',
      'mean',
      'variance',
      'centre',
      'scale',
      'bias',
      'restore',
      'running',
    ]);
    expect(value('residual')[1]!).toBeLessThan(1e-10);
    expect(value('toIdentity')[3]!).toBeLessThan(1e-6);
    // No tangent vector is too long: lengths scale exactly.
    expect(value('folded')[4]).toBe(0);
    const distances = distances2To(identityOf(3), steps[4]!.now, 3);
    expect(distances.reduce((sum, v) => sum + v, 0) / distances.length).toBeCloseTo(0.09, 4);
  });

  it('keeps every distance to the mean when it centres', () => {
    const steps = stepsOf(problem, 'batchNormalisation', 4, { barycentreSteps: 8 });
    close(distances2To(steps[1]!.mean!, problem.matrices, 3), distances2To(identityOf(3), steps[3]!.now, 3), 1e-8);
  });

  it('turns with the axes', () => {
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    // A reflection, so that one matrix turns there and back.
    const H = Float64Array.of(c, s, 0, s, -c, 0, 0, 0, 1);
    const turned = { ...problem, matrices: problem.matrices.map((X) => congruence(H, X, 3)) };
    const [one, other] = [problem, turned].map((batch) => lastOf(batch, 'batchNormalisation', 8, { theta: 0.5 }).now);
    one!.forEach((X, i) => {
      close(congruence(H, X, 3), other![i]!, 1e-8);
    });
  });

  it('divides squared distances by the scale of its metric', () => {
    const at = (scale: number) => lastOf(problem, 'batchNormalisation', 3, { scale }).variance!;
    expect(at(4)).toBeCloseTo(at(1) / 4, 12);
  });

  it('puts the mean where the bias is', () => {
    const { now } = lastOf(problem, 'batchNormalisation', 8, { bias: 'average', shift: 0.1, barycentreSteps: 8 });
    const W = problem.matrices[0]!.map((_, k) => problem.matrices.reduce((sum, X) => sum + X[k]! / 20, 0));
    expect(distances2To(W, [barycentreOf(now, 3)], 3)[0]!).toBeLessThan(1e-4);
  });

  it('folds some of a batch that is spread too far, and then falls short of the variance', () => {
    const wide = batchOf('spectrum', { kappa: 1e5 });
    const scaled = stepsOf(wide, 'batchNormalisation', 5).at(-1)!;
    expect(measure('folded', wide, scaled)).toBeGreaterThan(0.05);
    expect(measure('variance', wide, scaled)).toBeLessThan(0.95);
  });
});

describe('What cannot be used', () => {
  const good = [
    [2, 1],
    [1, 2],
  ];
  it.each([
    ['no record', [good, good], /The data is a list; accepted is \{"matrices"/],
    ['one matrix', { matrices: [good] }, /There is 1 matrix; 2 to 200/],
    [
      'a matrix that is not symmetric',
      {
        matrices: [
          good,
          [
            [2, 1],
            [1.001, 2],
          ],
        ],
      },
      /Matrix 2 is not symmetric: row 2, column 1/,
    ],
    [
      'one that is not positive',
      {
        matrices: [
          good,
          good,
          [
            [1, 2],
            [2, 1],
          ],
        ],
      },
      /Matrix 3 is not positive definite: .* is -1\.00/,
    ],
    [
      'one of rank one',
      {
        matrices: [
          [
            [1, 1],
            [1, 1],
          ],
          good,
        ],
      },
      /Matrix 1 is not positive definite/,
    ],
    ['another size', { matrices: [good, [1, 0, 0, 0, 1, 0, 0, 0, 1]] }, /Matrix 2 is 3 × 3 and matrix 1 is 2 × 2/],
    ['rows that are not square', { matrices: [[1, 2, 3], good] }, /Matrix 1 has 3 numbers/],
    [
      'words',
      {
        matrices: [
          good,
          [
            [2, 'a'],
            [1, 2],
          ],
        ],
      },
      /Matrix 2 row 1, column 2 is "a"/,
    ],
  ])('%s is refused in one sentence', (_, data, sentence) => {
    expect(() => readMatrices(data)).toThrow(ProblemError);
    expect(() => readMatrices(data)).toThrow(sentence);
  });

  it('takes matrices as rows or as one list of numbers', () => {
    const { d, matrices } = readMatrices({ matrices: [good, [2, 1, 1, 2]] });
    expect([d, matrices[0]]).toEqual([2, matrices[1]]);
  });

  it('refuses too few draws', () => {
    expect(() => batchOf('spectrum', { draws: 5 })).toThrow('5 draws cannot make a positive definite 8 × 8 matrix');
  });
});
