import { describe, expect, it } from 'vitest';
import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import bench from './bench.ts';
import { superposition } from './instances.ts';
import { measuresOf } from './measure-dictionary.ts';
import type { Dictionary, Weights } from './problem.ts';
import { partners } from './snapshots.ts';
import { reluLoss } from './solvers/relu-sae.ts';
import { topKSae } from './solvers/top-k-sae.ts';
import { variationalSae } from './solvers/variational-sae.ts';
import { createSparseTape, type SparseLossOptions, sparseLoss } from './sparse-loss.ts';
import { clipNorm, createWeights, parametersOf, zeroWeights } from './weights.ts';

const [rows, d, m, k] = [7, 4, 9, 3];
const x = normals(mulberry32(5), rows * d);
const noise = normals(mulberry32(6), rows * m);
const idle = (seed: number): RunContext => ({
  random: mulberry32(seed),
  noise: mulberry32(seed + 100),
  count: () => undefined,
  backend: 'cpu',
});

/** Weights as after some training: no special values anywhere, rows of the decoder of any length. */
function weightsOf(learned: boolean): Weights {
  const weights = createWeights(d, m, learned, mulberry32(2));
  const random = mulberry32(3);
  for (const part of parametersOf(weights))
    for (let at = 0; at < part.length; at++) part[at]! += 0.3 * (random() - 0.5);
  return weights;
}

type Naive = Omit<SparseLossOptions, 'noise'> & { noise: Float64Array | null; left: Float64Array | null };

/** The loss again, from its definition; `left` is what the dead features are to decode, held fixed. */
function naiveLoss({ We, be, Wd, bd, Wv, bv }: Weights, { k: kept, price, noise: eps, dead, left }: Naive) {
  const at = (W: Float64Array, b: Float64Array, r: number, j: number) =>
    b[j]! + Array.from({ length: d }, (_, i) => x[r * d + i]! * W[i * m + j]!).reduce((sum, part) => sum + part, 0);
  const all = Array.from({ length: m }, (_, j) => j);
  let [reconstruction, divergence, missed] = [0, 0, 0];
  const residual = new Float64Array(rows * d);
  for (let r = 0; r < rows; r++) {
    const mean = all.map((j) => Math.max(0, at(We, be, r, j)));
    const logs = all.map((j) => (eps ? Math.max(-6, Math.min(2, at(Wv!, bv!, r, j))) : 0));
    const z = mean.map((mu, j) => mu + (eps ? Math.exp(logs[j]! / 2) * eps[r * m + j]! : 0));
    const sorted = (from: number[]) => [...from].sort((i, j) => Math.abs(z[j]!) - Math.abs(z[i]!) || i - j);
    const decode = (from: number[], i: number) => from.reduce((sum, j) => sum + z[j]! * Wd[j * d + i]!, 0);
    const first = sorted(all).slice(0, kept);
    const revived = sorted(all.filter((j) => dead[j])).slice(0, d / 2);
    for (let i = 0; i < d; i++) {
      residual[r * d + i] = x[r * d + i]! - bd[i]! - decode(first, i);
      reconstruction += residual[r * d + i]! ** 2 / rows;
      missed += ((left ?? residual)[r * d + i]! - decode(revived, i)) ** 2;
    }
    for (const j of all) {
      const spread = eps ? Math.exp(logs[j]!) - 1 - logs[j]! : 0;
      divergence += (Math.min(10, mean[j]!) ** 2 + spread) / (2 * rows);
    }
  }
  let spread = 1e-8;
  for (let i = 0; i < d; i++) {
    const column = Array.from({ length: rows }, (_, r) => (left ?? residual)[r * d + i]!);
    const centre = column.reduce((sum, value) => sum + value, 0) / rows;
    for (const value of column) spread += (value - centre) ** 2;
  }
  const auxiliary = dead.includes(1) ? missed / spread : 0;
  return { loss: reconstruction + price * divergence + auxiliary / 32, residual };
}

const none = new Uint8Array(m);
const cases: readonly (readonly [string, SparseLossOptions])[] = [
  ['of the TopK SAE', { k, price: 0, noise: null, dead: none }],
  ['with a fixed variance', { k, price: 0.2, noise: null, dead: none }],
  ['with a learned variance', { k, price: 0.2, noise, dead: none }],
  ['with dead features', { k, price: 0.2, noise, dead: Uint8Array.of(0, 1, 0, 1, 1, 0, 0, 1, 0) }],
  ['with one dead feature', { k, price: 0, noise, dead: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1, 0) }],
];

describe.each(cases)('The loss %s', (_, options) => {
  const weights = weightsOf(options.noise !== null);
  const g = zeroWeights(weights);
  const { loss } = sparseLoss(weights, x, rows, options, createSparseTape(rows, weights, k), g);
  const { loss: naive, residual: left } = naiveLoss(weights, { ...options, left: null });

  it('is what its definition says', () => expect(loss).toBeCloseTo(naive, 12));

  it('has the gradient that differences give', () => {
    parametersOf(weights).forEach((part, p) => {
      part.forEach((value, at) => {
        const moved = (by: number) => {
          part[at] = value + by;
          const there = naiveLoss(weights, { ...options, left }).loss;
          part[at] = value;
          return there;
        };
        expect(parametersOf(g)[p]![at]).toBeCloseTo((moved(1e-6) - moved(-1e-6)) / 2e-6, 6);
      });
    });
  });
});

it('The loss of the ReLU SAE has the gradient that differences give', () => {
  const weights = weightsOf(false);
  const g = zeroWeights(weights);
  const room = () => new Float64Array(rows * m);
  const lossOf = (into: Weights) => reluLoss(weights, x, rows, 0.3, into, room(), room());
  lossOf(g);
  parametersOf(weights).forEach((part, p) => {
    part.forEach((value, at) => {
      const moved = (by: number) => {
        part[at] = value + by;
        const there = lossOf(zeroWeights(weights));
        part[at] = value;
        return there;
      };
      expect(parametersOf(g)[p]![at]).toBeCloseTo((moved(1e-6) - moved(-1e-6)) / 2e-6, 6);
    });
  });
});

it('Keeping all codes is a dense autoencoder; codes left out learn from the KL alone', () => {
  const weights = weightsOf(false);
  const g = zeroWeights(weights);
  const lossOf = (kept: number, price: number) =>
    sparseLoss(weights, x, rows, { k: kept, price, noise: null, dead: none }, createSparseTape(rows, weights, kept), g);
  const relu = reluLoss(
    weights,
    x,
    rows,
    0,
    zeroWeights(weights),
    new Float64Array(rows * m),
    new Float64Array(rows * m),
  );
  expect(lossOf(m, 0).loss).toBeCloseTo(relu, 12);
  const tape = createSparseTape(rows, weights, 1);
  sparseLoss(weights, x, rows, { k: 1, price: 0, noise: null, dead: none }, tape, g);
  const used = new Set(tape.kept);
  for (let j = 0; j < m; j++) if (!used.has(j)) expect(g.be[j]).toBe(0);
  sparseLoss(weights, x, rows, { k: 1, price: 0.5, noise: null, dead: none }, tape, g);
  const means = (j: number) => Array.from({ length: rows }, (_, r) => tape.mean[r * m + j]!);
  for (let j = 0; j < m; j++)
    if (!used.has(j)) expect(g.be[j]).toBeCloseTo((0.5 / rows) * means(j).reduce((sum, mu) => sum + mu, 0), 12);
});

const problem = superposition.make(
  { trueFeatures: 20, coordinates: 8, density: 0.08, rows: 4096 },
  { seed: 3, assets: {}, data: null },
);
const training = { dictionary: 40, learningRate: 3e-3, updates: 120, sparsity: 3 };
const end = (steps: unknown): Dictionary => [...(steps as Iterable<Dictionary>)].at(-1)!;

describe('Training', () => {
  it('without a price and with the variance off is the TopK SAE, to the last bit', () => {
    const plain = end(topKSae.solve(problem, training, idle(1)));
    const fixed = end(variationalSae.solve(problem, { ...training, klWeight: 0, learnedVariance: false }, idle(1)));
    expect(parametersOf(fixed.weights)).toEqual(parametersOf(plain.weights));
  });

  it('leaves unit rows after every step, and gets better', () => {
    let before = 0;
    for (const one of topKSae.solve(problem, training, idle(2)) as Iterable<Dictionary>) {
      const { Wd } = one.weights;
      for (let j = 0; j < 40; j++)
        expect(Math.abs(Math.hypot(...Wd.subarray(8 * j, 8 * j + 8)) - 1)).toBeLessThan(1e-12);
      before ||= measuresOf(problem, one).explained;
    }
    expect(measuresOf(problem, end(topKSae.solve(problem, training, idle(2)))).explained).toBeGreaterThan(before + 0.1);
  });

  it('refuses to keep more codes than there are', () => {
    expect(() => topKSae.solve(problem, { ...training, sparsity: 41 }, idle(1))).toThrow(ProblemError);
    expect(() => topKSae.solve(problem, { ...training, sparsity: 41 }, idle(1))).toThrow('k may be from 1 to 40');
  });

  it('clips all gradients together', () => {
    const parts = [Float64Array.of(3), Float64Array.of(0, -4)];
    expect(clipNorm(parts, 1)).toBe(5);
    expect(parts.map((part) => [...part])).toEqual([[0.6], [0, -0.8]]);
    expect(clipNorm(parts, 2)).toBeCloseTo(1, 12);
  });
});

describe('What is measured', () => {
  it('finds a dictionary of the true features itself complete', () => {
    const { truth, count } = problem;
    const weights = { ...createWeights(8, count, false, mulberry32(1)), Wd: truth };
    const own: Dictionary = { weights, variance: 'none', k: null, klWeight: Number.NaN };
    const { cosines, found, usage, perInput } = measuresOf(problem, own);
    for (let t = 0; t < count; t++) expect(cosines[t * count + t]).toBeCloseTo(1, 12);
    expect([...partners(cosines, count, count)]).toEqual(Array.from({ length: count }, (_, t) => t));
    expect(usage.reduce((sum, share) => sum + share, 0)).toBeCloseTo(perInput, 12);
    expect(Math.min(...found)).toBeGreaterThan(0.99);
    expect(bench.metrics.kl.measure(problem, own)).toBeNaN();
  });

  it('explains nothing with a decoder that gives the mean, everything with one that gives the input', () => {
    const blank = zeroWeights(createWeights(8, 16, false, mulberry32(1)));
    const told = { variance: 'none', k: null, klWeight: Number.NaN } as const;
    expect(Math.abs(measuresOf(problem, { ...told, weights: blank }).explained)).toBeLessThan(0.2);
    const both = zeroWeights(blank);
    for (let i = 0; i < 8; i++)
      for (const [side, sign] of [1, -1].entries()) {
        both.We[i * 16 + 2 * i + side] = sign;
        both.Wd[(2 * i + side) * 8 + i] = sign;
      }
    expect(measuresOf(problem, { ...told, weights: both }).explained).toBeCloseTo(1, 12);
  });

  it('takes partners also where the dictionary is the smaller', () => {
    expect([...partners(Float64Array.of(0.1, 0.9, 0.8), 3, 1)]).toEqual([-1, 0, -1]);
  });
});
