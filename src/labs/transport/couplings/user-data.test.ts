import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32 } from '../../../math/random.ts';
import bench from './bench.ts';
import type { Coupling, Transport } from './problem.ts';
import { readData } from './user-data.ts';

const make = (data: unknown): Transport =>
  bench.instances.user.make({ cost: 'squaredEuclidean', costScale: 'none' }, { seed: 0, assets: {}, data });
const points = (list: unknown, weights?: unknown) =>
  weights === undefined ? { points: list } : { points: list, weights };
const line = [[0], [1]];

/** One wrong thing each, and what the sentence must name. */
const refused: readonly [string, unknown, RegExp][] = [
  ['no object', 'cloud', /^The data is "cloud"; accepted are/],
  ['an empty object', {}, /^source is missing; accepted are/],
  ['no target', { source: points(line) }, /^target is missing/],
  ['an empty set', { source: points([]), target: points(line) }, /^source\.points is empty/],
  ['text for points', { source: points('a'), target: points(line) }, /^source\.points is "a"/],
  ['a point that is no list', { source: points([1, 2]), target: points(line) }, /^source\.points row 1 is 1/],
  [
    'rows of different length',
    { source: points([[0, 1], [2]]), target: points(line) },
    /row 2 has 1 numbers; row 1 has 2/,
  ],
  ['points without coordinates', { source: points([[]]), target: points(line) }, /row 1 has 0 numbers; at least one/],
  ['null', { source: points([[0], [null]]), target: points(line) }, /^source\.points row 2, column 1 is null/],
  ['text', { source: points(line), target: points([[0], ['x']]) }, /^target\.points row 2, column 1 is "x"/],
  ['NaN', { source: points([[0, Number.NaN]]), target: points(line) }, /^source\.points row 1, column 2 is NaN/],
  [
    'Infinity',
    { source: points([[Infinity]]), target: points(line) },
    /is Infinity; a number between -1e100 and 1e100/,
  ],
  [
    'another dimension',
    { source: points([[0, 1]]), target: points(line) },
    /^Source points have 2 coordinates and target points 1/,
  ],
  ['a negative weight', { source: points(line, [1, -1]), target: points(line) }, /^source\.weights, entry 2, is -1/],
  ['text as weight', { source: points(line), target: points(line, [1, 'b']) }, /^target\.weights, entry 2, is "b"/],
  ['no weight at all', { source: points(line, [0, 0]), target: points(line) }, /^source\.weights sum to 0/],
  [
    'too few weights',
    { source: points(line, [1]), target: points(line) },
    /^source\.weights has 1 entries for 2 atoms/,
  ],
  ['weights that are no list', { source: points(line, 3), target: points(line) }, /^source\.weights is 3/],
  [
    'a million points',
    { source: points(new Array(1e6).fill([0])), target: points(line) },
    /^source has 1,000,000 points; at most 16,384/,
  ],
  ['a cost that is no matrix', { cost: 3 }, /^cost is 3/],
  [
    'a cost with null',
    { cost: [[0, null]], sourceWeights: [1], targetWeights: [1, 1] },
    /^cost row 1, column 2 is null/,
  ],
  [
    'a cost of another shape',
    { cost: [[0, 1]], sourceWeights: [1], targetWeights: [1] },
    /^targetWeights has 1 entries for 2 atoms/,
  ],
  [
    'a negative source weight',
    { cost: [[0, 1]], sourceWeights: [-1], targetWeights: [1, 1] },
    /^sourceWeights, entry 1, is -1/,
  ],
  [
    'images of two sizes',
    { source: { image: [[1, 1]] }, target: { image: [[1], [1]] } },
    /^The source image is 2 × 1 pixels and the target image 1 × 2/,
  ],
  ['a black image', { source: { image: [[0, 0]] }, target: { image: [[1, 1]] } }, /^source\.image sum to 0/],
  [
    'a flat image of another size',
    { source: { image: [1, 2, 3], width: 2 }, target: { image: [[1, 1]] } },
    /has 3 pixels, which is not width × height/,
  ],
];

describe("a reader's own data", () => {
  for (const [what, data, sentence] of refused) {
    it(`is refused with a sentence for ${what}`, () => {
      let message = 'accepted';
      try {
        readData(data);
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemError);
        message = (error as Error).message;
      }
      expect(message).toMatch(sentence);
      expect(message).not.toContain('\n');
    });
  }

  it('is handed on as it came, and read again gives the same problem', () => {
    const data = { source: points([[0, 1, 2]]), target: points([[0, 0, 0]]) };
    expect(readData(data)).toBe(data);
    expect(make(readData(data)).C[0]).toBe(5);
  });

  it('has weights of any positive total, with a note; equal totals are not needed', () => {
    const problem = make({ source: points(line, [1, 2]), target: points(line, [0.5, 0.5]) });
    expect(Array.from(problem.a)).toEqual([1 / 3, 2 / 3]);
    expect(problem.notes).toEqual(['Source weights summed to 3 and were divided by it.']);
  });

  it('loses atoms of zero weight with a note, and results keep the numbering of the data', () => {
    const problem = make({
      cost: [
        [9, 1, 9],
        [9, 0, 2],
      ],
      sourceWeights: [1, 1],
      targetWeights: [0, 1, 1],
    });
    expect([problem.n, problem.m]).toEqual([2, 2]);
    expect(problem.notes).toContain('1 target atom of zero weight was left out.');
    const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
    let last: Coupling | undefined;
    for (const iterate of bench.methods.exact.solve(problem, {}, run) as Iterable<Coupling>) last = iterate;
    const result = bench.result(problem, last!, 1) as {
      cost: number;
      plan: number[][];
      potentials: { target: number[] };
    };
    expect(result.cost).toBeCloseTo(1.5, 14);
    expect(result.plan).toEqual([
      [0, 0.5, 0],
      [0, 0, 0.5],
    ]);
    expect(result.potentials.target[0]).toBeNaN();
    expect(result.potentials.target[1]).toBe(0);
  });

  it('may be two images, nested or flat, whose empty pixels are left out', () => {
    const problem = make({
      source: {
        image: [
          [0, 1],
          [1, 2],
        ],
      },
      target: { image: [1, 1, 1, 1], width: 2, height: 2 },
    });
    expect([problem.n, problem.m]).toEqual([3, 4]);
    expect(problem.shape).toMatchObject({ kind: 'image', width: 2, height: 2 });
    expect(Array.from((problem.shape as { sourcePixels: Int32Array }).sourcePixels)).toEqual([1, 2, 3]);
    expect(problem.C[0]).toBeCloseTo(0.25, 14);
  });
});

describe('problems too large', () => {
  const clouds = (n: number, m: number) =>
    ({ n, m, source: 'moons', target: 'mixture8', noise: 0.05, cost: 'squaredEuclidean', costScale: 'none' }) as const;

  it('are refused by methods that hold the cost matrix, in one sentence', () => {
    const problem = bench.instances.clouds.make(clouds(16384, 0), { seed: 1, assets: {}, data: null });
    const sentence =
      'n = 16,384 needs 268 million cost entries; this method keeps at most 4,194,304. Choose sinkhorn, sinkhornGpu or n <= 2,048.';
    for (const method of ['sinkhornKernel', 'sinkhornNewtonSparse', 'exact']) {
      expect(() => bench.check(problem, method)).toThrow(sentence);
    }
    expect(() => problem.C).toThrow(sentence);
    for (const method of ['sinkhorn', 'sinkhornGpu']) expect(() => bench.check(problem, method)).not.toThrow();
  });

  it('start above 4,194,304 entries, whatever the two sizes', () => {
    const make = (n: number, m: number) =>
      bench.instances.clouds.make(clouds(n, m), { seed: 1, assets: {}, data: null });
    expect(() => bench.check(make(4096, 1024), 'exact')).not.toThrow();
    expect(() => bench.check(make(4096, 1025), 'exact')).toThrow('4,096 × 1,025 points need 4,198,400 cost entries');
  });
});
