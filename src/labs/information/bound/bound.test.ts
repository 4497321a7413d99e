import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../../math/random.ts';
import { defaults, type ParamValues } from '../../../params/descriptor.ts';
import { schedule } from './anneal.ts';
import bench from './bench.ts';
import { distinctLetters } from './curve-point.ts';
import { makeBottleneck } from './make-bottleneck.ts';
import type { Annealing, Bottleneck, CurvePoint } from './problem.ts';
import { readData } from './user-data.ts';

const made = (name: 'symmetricChannel' | 'sphere' | 'random', set: ParamValues = {}, seed = 1): Bottleneck => {
  const one = bench.instances[name];
  return one.make({ ...defaults(one.params), ...set } as never, { seed, assets: {}, data: null });
};

function run(problem: Bottleneck, name: keyof typeof bench.methods, set: ParamValues = {}): Annealing {
  const method = bench.methods[name];
  const random = mulberry32(1);
  const context = { random, noise: random, count: () => {}, backend: 'cpu' } as const;
  let last: Annealing | null = null;
  for (const iterate of method.solve(problem, { ...defaults(method.params), ...set } as never, context) as Iterable<
    Annealing | undefined
  >)
    if (iterate) last = iterate;
  return last!;
}

const sorted = (curve: readonly CurvePoint[]) => [...curve].sort((p, q) => p.ixt - q.ixt);

describe('The bottleneck curve', () => {
  it('of the symmetric channel is Mrs Gerber’s closed form at every β', () => {
    for (const crossover of [0.05, 0.11, 0.3]) {
      const problem = made('symmetricChannel', { crossover });
      const { curve } = run(problem, 'selfConsistent', { maxSweeps: 20_000, betas: 24 });
      for (const { ixt, ity } of curve) expect(ity).toBeCloseTo(problem.closedForm!(ixt), 6);
      expect(problem.criticalBeta).toBeCloseTo(1 / (1 - 2 * crossover) ** 2, 9);
    }
  });

  it('is concave, rises, and obeys both data-processing limits', () => {
    const problem = made('random', { rows: 10 });
    const points = sorted(run(problem, 'selfConsistent', { betas: 30, maxSweeps: 4000 }).curve);
    for (let k = 0; k < points.length; k++) {
      const { ixt, ity } = points[k]!;
      expect(ity).toBeLessThanOrEqual(Math.min(ixt, problem.ixy) + 1e-9);
      expect(ixt).toBeLessThanOrEqual(problem.hX + 1e-9);
      if (k > 0) expect(ity).toBeGreaterThanOrEqual(points[k - 1]!.ity - 1e-6);
    }
    const tangents = points.filter(({ beta }) => beta > 1.2);
    for (const p of tangents)
      for (const q of tangents) expect(q.ity).toBeLessThanOrEqual(p.ity + (q.ixt - p.ixt) / p.beta + 2e-3);
  });

  it('says nothing below β = 1 and nothing at any β when X and Y are independent', () => {
    const { curve } = run(made('random'), 'selfConsistent', { betas: 20, maxSweeps: 5000 });
    expect(curve.at(-1)!.ixt).toBeLessThan(1e-6);
    expect(curve.at(-1)!.letters).toBe(1);
    const masses = Float64Array.of(0.1, 0.2, 0.1, 0.2, 0.15, 0.25).map((_, k) => [0.5, 0.5][k % 2]! / 3);
    const independent = makeBottleneck({ masses, rows: 3, cols: 2 });
    expect(independent.criticalBeta).toBe(Number.POSITIVE_INFINITY);
    for (const { ixt, ity } of run(independent, 'selfConsistent', { betas: 5 }).curve)
      expect(ixt + ity).toBeLessThan(1e-6);
  });

  it('lies above every deterministic clustering', () => {
    const problem = made('random', { rows: 12 });
    const soft = run(problem, 'selfConsistent', { betas: 60, maxSweeps: 4000 }).curve;
    for (const { ixt, ity, hT } of run(problem, 'deterministicIb', { betas: 60 }).curve) {
      expect(hT).toBeCloseTo(ixt, 9);
      const above = Math.min(...soft.map((point) => point.ity + (ixt - point.ixt) / point.beta));
      expect(ity).toBeLessThanOrEqual(above + 5e-3);
    }
  });

  it('does not change when the letters are named otherwise', () => {
    const problem = made('random', { rows: 4, classes: 3 });
    const { encoder } = run(problem, 'selfConsistent', { betas: 3, betaMin: 1.5 });
    const renamed = encoder.map((_, k) => encoder[4 * Math.floor(k / 4) + ((k + 1) % 4)]!);
    expect(distinctLetters(problem, renamed)).toBe(distinctLetters(problem, encoder));
  });

  it('of the sphere passes the card’s points', () => {
    const problem = made('sphere');
    expect(problem.ixy).toBeCloseTo(0.99, 6);
    const { curve } = run(problem, 'selfConsistent', { betas: 14, maxSweeps: 500 });
    expect(curve[0]!.ixt).toBeCloseTo(1.2699, 3);
    expect(curve[0]!.ity).toBeCloseTo(0.9897, 3);
  });
});

it('β falls from the largest to the smallest', () => {
  const betas = schedule({ betaMax: 100, betaMin: 0.9, betas: 40, maxSweeps: 1 });
  expect(betas[0]).toBeCloseTo(100, 9);
  expect(betas.at(-1)).toBeCloseTo(0.9, 9);
  expect(betas.every((beta, k) => k === 0 || beta < betas[k - 1]!)).toBe(true);
});

describe('A reader’s table', () => {
  it('is normalised and stripped of what has no mass, with a note', () => {
    const read = readData({
      joint: [
        [2, 0, 2],
        [0, 0, 4],
        [0, 0, 0],
      ],
    });
    expect(read).toMatchObject({ rows: 2, cols: 2, masses: [0.25, 0.25, 0, 0.5] });
    expect(read.notes).toHaveLength(2);
    expect(readData(read)).toEqual(read);
  });

  it.each([
    [null, /no table named joint/],
    [{ joint: [[1, 2]] }, /no table/],
    [{ joint: [[1, 2], [1]] }, /Row 2 of joint has 1 numbers/],
    [
      {
        joint: [
          [1, 2],
          [1, Number.NaN],
        ],
      },
      /Row 2, column 2 of joint is NaN/,
    ],
    [
      {
        joint: [
          [1, -2],
          [1, 1],
        ],
      },
      /Row 1, column 2 of joint is -2/,
    ],
    [
      {
        joint: [
          [0, 0],
          [0, 0],
        ],
      },
      /sums to 0/,
    ],
    [
      {
        joint: [
          [1, 1],
          [0, 0],
        ],
      },
      /Only one row/,
    ],
  ])('is refused with one sentence: %j', (data, sentence) => {
    expect(() => readData(data)).toThrow(sentence);
  });

  it('makes a problem as it was given, and as a link carries it', () => {
    const joint = {
      joint: [
        [0.4, 0.1],
        [0.1, 0.4],
      ],
    };
    for (const data of [joint, readData(joint)])
      expect(bench.instances.user.make({}, { seed: 1, assets: {}, data }).ixy).toBeCloseTo(0.278071905, 8);
  });

  it('with one class only says so', () => {
    expect(() => makeBottleneck({ masses: Float64Array.of(0.5, 0.5), rows: 2, cols: 1 })).toThrow(
      /labels are all the same/,
    );
  });
});
