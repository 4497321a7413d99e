import { describe, expect, it } from 'vitest';
import { type AnyBench, ProblemError } from '../../../engine/bench.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { growingSizes } from './growing.ts';
import type { Estimate, Samples } from './problem.ts';

type MethodId = keyof typeof bench.methods;
const methods = Object.keys(bench.methods) as MethodId[];

/** The last estimate of a method on a problem, in bits. */
function last(problem: Samples, method: MethodId, values: object = {}): Estimate {
  const run = { random: mulberry32(1), noise: mulberry32(2), count: () => undefined, backend: 'cpu' } as const;
  const definition = (bench as AnyBench).methods[method]!;
  let found: Estimate | null = null;
  for (const iterate of definition.solve(problem, { ...defaults(definition.params), ...values }, run) as Iterable<
    Estimate | undefined
  >)
    if (iterate) found = iterate;
  return found!;
}

const made = (instance: 'gaussians' | 'blobs' | 'bumpImages', values: object, seed = 1): Samples => {
  const { params, make } = (bench as AnyBench).instances[instance]!;
  return make({ ...defaults(params), stages: 1, ...values }, { seed, assets: {}, data: null }) as Samples;
};
const user = (data: unknown): Samples => bench.instances.user.make({ stages: 24 }, { seed: 0, assets: {}, data });
const column = (n: number, seed: number) => Array.from(normals(mulberry32(seed), n));

describe('sizes of the steps', () => {
  it('grow by one ratio from 50 to n, each larger than the last', () => {
    const sizes = growingSizes(1500, 24);
    expect([sizes[0], sizes.at(-1), sizes.length]).toEqual([50, 1500, 24]);
    expect(sizes.every((size, k) => k === 0 || size > sizes[k - 1]!)).toBe(true);
    expect(growingSizes(20, 24)).toEqual([20]);
    expect(growingSizes(700, 1)).toEqual([700]);
  });
});

describe('the estimators', () => {
  it('by nearest neighbours are within 0.4 bits of the closed form', () => {
    for (const information of [0, 1, 3]) {
      const problem = made('gaussians', { information, n: 1500 });
      for (const method of ['ksg', 'kozachenkoLeonenko', 'lossyCompression'] as const) {
        const { information: found } = last(problem, method);
        expect(Math.abs(found - information / Math.LN2), `${method} at ${information} nats`).toBeLessThan(0.4);
      }
    }
  });

  it('say nothing much of independent variables, as far as they can', () => {
    const problem = made('gaussians', { information: 0, pairs: 1, n: 1500 });
    for (const method of methods) {
      if (method === 'kozachenkoLeonenko' || method === 'lossyCompression') continue;
      expect(last(problem, method, { bins: 4, noiseVariance: 0.3 }).information, method).toBeLessThan(0.12);
    }
  });

  it('know the label of blobs far apart: the entropy of the classes', () => {
    const problem = made('blobs', { radius: 10, n: 1200 });
    for (const method of ['binning', 'kdeUpper', 'kdeLower', 'adaptiveKde'] as const)
      expect(last(problem, method).information, method).toBeCloseTo(2, 1);
    for (const method of ['kozachenkoLeonenko', 'lossyCompression'] as const)
      expect(Math.abs(last(problem, method).information - 2), method).toBeLessThan(0.15);
  });

  it('by many bins or little noise count samples instead: log₂ n', () => {
    const problem = made('gaussians', { information: 1, pairs: 4, n: 500 });
    expect(last(problem, 'binning', { bins: 60 }).information).toBeCloseTo(Math.log2(500), 1);
    expect(last(problem, 'kdeUpper', { noiseVariance: 1e-5 }).information).toBeCloseTo(Math.log2(500), 6);
    expect(last(problem, 'kdeLower', { noiseVariance: 1e-5 }).information).toBeCloseTo(Math.log2(500), 6);
  });

  it('are unchanged when x and y change places', () => {
    const problem = made('gaussians', { n: 300 });
    if (problem.y.kind !== 'real') throw new Error('y is real');
    const turned: Samples = { ...problem, x: problem.y.values, y: { kind: 'real', dy: problem.dx, values: problem.x } };
    for (const method of methods) {
      if (method === 'diffusionSpectral') continue;
      expect(last(turned, method).information, method).toBeCloseTo(last(problem, method).information, 8);
    }
  });

  it('adaptive bins and KSG see through stretched axes, fixed bins do not', () => {
    const problem = made('gaussians', { n: 400, pairs: 1 });
    const stretched: Samples = { ...problem, x: problem.x.map((v) => Math.exp(2 * v)) };
    expect(last(stretched, 'adaptiveBinning').information).toBeCloseTo(last(problem, 'adaptiveBinning').information, 9);
    expect(Math.abs(last(stretched, 'binning').information - last(problem, 'binning').information)).toBeGreaterThan(
      0.1,
    );
  });

  it('compressed are right where the pixels are not', () => {
    const problem = made('bumpImages', { information: 4, n: 600, side: 12 });
    const error = (method: MethodId, values = {}) => Math.abs(last(problem, method, values).information - 4 / Math.LN2);
    expect(error('lossyCompression')).toBeLessThan(0.3);
    expect(error('ksg')).toBeGreaterThan(0.6);
    expect(last(problem, 'lossyCompression', { codeDimension: 8 }).largestWeight).toBeGreaterThan(5);
    expect(last(problem, 'lossyCompression').largestWeight).toBe(1);
  });

  it('have no estimate while a class is too small, and one later', () => {
    const problem = { ...made('blobs', { n: 400, classes: 8 }), sizes: [20, 400] };
    const { estimates } = last(problem, 'kozachenkoLeonenko');
    expect(estimates[0]).toBeNaN();
    expect(estimates[1]).toBeGreaterThan(2);
  });
});

describe("the reader's own data", () => {
  const n = 80;
  const x = column(n, 1);
  const y = x.map((v, i) => v + column(n, 2)[i]!);

  it('takes numbers and rows, and tells classes from real numbers', () => {
    expect(user({ x, y }).y.kind).toBe('real');
    const labelled = user({ x, y: x.map((v) => (v > 0 ? 7 : 3)) });
    expect(labelled.y).toMatchObject({ kind: 'classes', count: 2, names: ['3', '7'] });
    expect(labelled.notes).toHaveLength(1);
    expect(user({ x: x.map((v, i) => [v, i]), y: y.map((_, i) => [i % 3]) })).toMatchObject({
      dx: 2,
      y: { kind: 'real' },
    });
    expect(last(user({ x, y }), 'ksg').n).toBe(n);
  });

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['no object', 5, /The data is 5/],
    ['no x', { y }, /x is missing/],
    ['nothing', { x: [], y: [] }, /x is empty/],
    ['unequal lengths', { x, y: y.slice(1) }, /x has 80 rows and y has 79/],
    ['NaN', { x: x.with(3, Number.NaN), y }, /x row 4, column 1 is NaN/],
    ['null', { x: x.map((v, i) => (i === 2 ? null : v)), y }, /x row 3, column 1 is null/],
    ['text', { x: x.map((v) => [v, 'a']), y }, /x row 1, column 2 is "a"/],
    ['ragged rows', { x: x.map((v, i) => (i === 9 ? [v] : [v, i])), y }, /x row 10 has 1 numbers; row 1 has 2/],
    ['mixed rows', { x: x.map((v, i) => (i === 9 ? [v] : v)), y }, /x row 10 is a list/],
    ['a constant column', { x: x.map((v) => [v, 1]), y }, /Column 2 of x is 1 in every row/],
    ['a constant y', { x, y: y.map(() => 0.5) }, /y is 0.5 in every row/],
    ['one class', { x, y: y.map(() => 2) }, /one class only, 2/],
    ['too many classes', { x: column(200, 1), y: Array.from({ length: 200 }, (_, i) => i) }, /200 classes/],
    ['infinity', { x: x.with(0, Infinity), y }, /x row 1, column 1 is Infinity/],
    ['one sample', { x: [1], y: [0.5] }, /1 sample/],
  ];
  it.each(refused)('refuses %s with one sentence', (_, data, sentence) => {
    expect(() => bench.readData(data)).toThrow(ProblemError);
    expect(() => bench.readData(data)).toThrow(sentence);
  });

  it('refuses what a method cannot take, before the first step', () => {
    const few = user({ x: x.slice(0, 5), y: y.slice(0, 5) });
    const cases: readonly (readonly [MethodId, Samples, RegExp])[] = [
      ['ksg', few, /neighbours is 5 and there are 5 samples/],
      ['kozachenkoLeonenko', few, /neighbours is 5 and there are 5 samples/],
      ['binning', few, /bins is 10 and there are 5 samples/],
      ['adaptiveBinning', few, /bins is 10/],
      ['ksg', user({ x: x.with(1, x[0]!), y: y.with(1, y[0]!) }), /Rows 1 and 2 of x and y together are equal/],
      ['kozachenkoLeonenko', user({ x: x.with(1, x[0]!), y }), /Rows 1 and 2 of x are equal/],
      ['kozachenkoLeonenko', user({ x: x.map((v) => [v, 2 * v]), y }), /depend on each other/],
      ['ksg', user({ x, y: x.map((v) => (v > 0 ? 1 : 0)) }), /y has 2 classes/],
      ['kozachenkoLeonenko', user({ x, y: x.map((_, i) => (i < 3 ? 1 : 0)) }), /Class 1 has 3 samples/],
      ['kozachenkoLeonenko', user({ x: x.map((_, i) => column(17, i)), y }), /18 coordinates together/],
    ];
    for (const [method, problem, sentence] of cases) {
      expect(() => last(problem, method), `${method} ${sentence}`).toThrow(ProblemError);
      expect(() => last(problem, method)).toThrow(sentence);
    }
  });
});
