import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../math/breaths.ts';
import { mulberry32 } from '../../../math/random.ts';
import { stream } from './instances.ts';
import { makeKeys } from './make-keys.ts';
import { metrics } from './metrics.ts';
import type { Learned, Stream } from './problem.ts';
import { keyValueBottleneck } from './solvers/key-value-bottleneck.ts';

const assets = { 'digits8.bin': new Uint8Array(readFileSync('public/data/digits8.bin')) };
const make = (taskSize: '1' | '2' | '5' | '10', epochs: number): Stream =>
  stream.make({ taskSize, epochs }, { seed: 1, assets, data: null });
const run = () => ({ random: mulberry32(1), noise: mulberry32(2), count: () => undefined, backend: 'cpu' }) as const;
const params = { heads: 4, keys: 32, keySize: 8, valueRate: 2 };

describe('The key-value bottleneck', () => {
  const problem = make('5', 2);

  it('never moves a key, and writes only the values that were fetched', () => {
    let first: Float64Array | null = null;
    let last: Learned | null = null;
    for (const learned of keyValueBottleneck.solve(problem, params, run()) as Iterable<Learned | undefined>) {
      if (!learned) continue;
      first ??= learned.bottleneck!.keyTable.slice();
      last = learned;
      if (learned.task > 0) break;
      const { heads, keys, fetched, values } = learned.bottleneck!;
      const written = new Set<number>();
      problem.train.labels.forEach((label, i) => {
        if (label < 5) for (let h = 0; h < heads; h++) written.add(h * keys + fetched[i * heads + h]!);
      });
      for (let row = 0; row < heads * keys; row++)
        expect(values.subarray(row * 10, row * 10 + 10).some((value) => value !== 0)).toBe(written.has(row));
    }
    expect(last!.bottleneck!.keyTable).toEqual(first);
  });

  it('takes gradient steps: the slope of the loss in a value is η/C of what it moved by (finite differences)', () => {
    // One batch of one epoch, one image: V moves by −η (p − onehot) for the fetched keys, C times the gradient of the loss.
    const { train } = problem;
    const one: Stream = { ...problem, tasks: [[train.labels[0]!]], epochs: 1, train: { ...train, count: 40 } };
    let learned: Learned | undefined;
    for (const next of keyValueBottleneck.solve(one, params, run()) as Iterable<Learned | undefined>)
      learned = next ?? learned;
    const { values, heads, keys, fetched } = learned!.bottleneck!;
    const loss = (shift: number, row: number, c: number) => {
      let total = 0;
      let count = 0;
      for (let i = 0; i < 40; i++) {
        if (train.labels[i] !== train.labels[0]) continue;
        count++;
        const logits = Array.from({ length: 10 }, () => 0);
        for (let h = 0; h < heads; h++)
          if (h * keys + fetched[i * heads + h]! === row) logits[c] = logits[c]! + shift / heads;
        total += Math.log(logits.reduce((sum, v) => sum + Math.exp(v), 0)) - logits[train.labels[i]!]!;
      }
      return total / count;
    };
    const row = fetched[0]!;
    for (const c of [0, 3]) {
      const slope = (loss(1e-5, row, c) - loss(-1e-5, row, c)) / 2e-5;
      expect(values[row * 10 + c]).toBeCloseTo(-2 * heads * slope, 6);
    }
  });

  it('refuses more keys than there are images', () => {
    const few = { ...problem, train: { ...problem.train, count: 20 } };
    expect(() => finish(makeKeys(few, { heads: 1, keys: 32, keySize: 4 }, mulberry32(1)))).toThrow(
      /at most as many keys/,
    );
  });

  it('ends with the stream', () => {
    let epochs = 0;
    for (const learned of keyValueBottleneck.solve({ ...problem, epochs: 3 }, params, run()) as Iterable<
      Learned | undefined
    >)
      if (learned) epochs++;
    expect(epochs).toBe(6);
  });
});

describe('The stream', () => {
  it('brings every class once', () => {
    for (const size of ['1', '2', '5', '10'] as const)
      expect(make(size, 1).tasks.flat()).toEqual([...Array(10).keys()]);
  });

  it('has uncorrelated features, the strongest first', () => {
    const { train, width } = make('2', 1);
    const product = (a: number, b: number) => {
      let sum = 0;
      for (let i = 0; i < train.count; i++) sum += train.features[i * width + a]! * train.features[i * width + b]!;
      return sum / train.count;
    };
    expect(Math.abs(product(0, 5))).toBeLessThan(1e-9);
    for (let e = 1; e < width; e++) expect(product(e, e)).toBeLessThanOrEqual(product(e - 1, e - 1) + 1e-12);
  });

  it('is measured on all classes, or on those seen', () => {
    const problem = make('2', 1);
    const scores = new Float64Array(problem.test.count * 10);
    problem.test.labels.forEach((label, i) => {
      scores[i * 10 + (label < 4 ? label : 0)] = 1;
    });
    const learned: Learned = { task: 1, epoch: 1, scores, history: [new Float64Array(10)], bottleneck: null };
    expect(metrics.accuracySeen!.measure(problem, learned)).toBe(1);
    const share = problem.test.labels.filter((label) => label < 4).length / problem.test.count;
    expect(metrics.accuracy!.measure(problem, learned)).toBeCloseTo(share, 12);
    expect(metrics.keysInUse!.measure(problem, learned)).toBeNaN();
  });
});
