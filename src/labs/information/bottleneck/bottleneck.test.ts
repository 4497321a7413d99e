import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AnyBench, ProblemError } from '../../../engine/bench.ts';
import { philoxStream, STREAMS } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { spread, spreadSlope } from './gaussian-code.ts';
import { gaussianRate, predictionsOf } from './measure-model.ts';
import { attackDirection, median, regressionErrors } from './measure-regression.ts';
import type { Task, Trained } from './problem.ts';

const any: AnyBench = bench;
const { metrics } = bench;
const digits8 = new Uint8Array(readFileSync('public/data/digits8.bin'));

const make = (instance: string, values: object = {}, seed = 1): Task =>
  any.instances[instance]!.make(
    { ...defaults(any.instances[instance]!.params), ...values },
    { seed, assets: { 'digits8.bin': digits8 }, data: null },
  );

function* play(task: Task, method: string, values: object = {}, seed = 1): Generator<Trained> {
  const run = {
    random: philoxStream(seed, STREAMS.initialisation),
    noise: philoxStream(seed, STREAMS.noise),
    count: () => undefined,
    backend: 'cpu',
  } as const;
  const params = { ...defaults(any.methods[method]!.params), ...values };
  for (const trained of any.methods[method]!.solve(task, params, run) as Iterable<Trained | undefined>)
    if (trained) yield trained;
}

function end(task: Task, method: string, values: object = {}, seed = 1): Trained {
  let last: Trained | undefined;
  for (last of play(task, method, values, seed));
  return last!;
}

describe('the variational bottleneck on four Gaussian classes', () => {
  const seeds = [1, 2];
  const runs = new Map<string, { accuracy: number; loss: number; rate: number; said: number }>();
  /** Means over two seeds, as on the card. */
  const at = (beta: number) => {
    const key = String(beta);
    if (!runs.has(key)) {
      const each = seeds.map((seed) => {
        const task = make('gaussianClasses', {}, seed);
        const last = end(task, 'vib', beta === 0 ? { bottleneck: false } : { beta }, seed);
        return {
          accuracy: metrics.accuracy.measure(task, last),
          loss: metrics.testLoss.measure(task, last),
          rate: metrics.rate.measure(task, last),
          said: metrics.predictionInformation.measure(task, last),
        };
      });
      const mean = (pick: (one: (typeof each)[number]) => number) =>
        each.reduce((sum, one) => sum + pick(one), 0) / each.length;
      runs.set(key, {
        accuracy: mean((one) => one.accuracy),
        loss: mean((one) => one.loss),
        rate: mean((one) => one.rate),
        said: mean((one) => one.said),
      });
    }
    return runs.get(key)!;
  };

  it('halves the rate from β = 0 to 1e-3 at the same accuracy', () => {
    expect(at(0).rate / at(1e-3).rate).toBeGreaterThanOrEqual(2);
    expect(Math.abs(at(0).accuracy - at(1e-3).accuracy)).toBeLessThanOrEqual(0.01);
  });

  it('has the least test loss inside: at 1e-3 it is below that at 0 and that at 0.03', () => {
    expect(at(1e-3).loss).toBeLessThan(at(0).loss);
    expect(at(1e-3).loss).toBeLessThan(at(0.03).loss);
  });

  it('collapses at β = 1', () => {
    expect(at(1).accuracy).toBeLessThanOrEqual(0.45);
    expect(at(1).said).toBeLessThanOrEqual(0.1);
  });

  it('has a rate that falls with every larger β', () => {
    const rates = [0, 1e-3, 0.03, 0.3, 1].map((beta) => at(beta).rate);
    rates.slice(1).forEach((rate, k) => {
      expect(rate).toBeLessThan(rates[k]!);
    });
  });

  it('says no more about the class than its rate, at any epoch', () => {
    const task = make('gaussianClasses', { n: 64 });
    for (const trained of play(task, 'vib', { beta: 0.3, epochs: 40 }))
      expect(metrics.predictionInformation.measure(task, trained)).toBeLessThanOrEqual(
        metrics.rate.measure(task, trained),
      );
  });
});

describe('the rate of a Gaussian code', () => {
  it('is not negative, and 0 only for the prior', () => {
    expect(gaussianRate([0, 0], [1, 1], 2)).toBe(0);
    for (const [mu, s] of [
      [0, 0.9],
      [0, 1.1],
      [0.1, 1],
    ] as const)
      expect(gaussianRate([mu], [s], 1)).toBeGreaterThan(0);
  });

  it('has dKL/dμ = μ and dKL/ds = s − 1/s, and the spread its slope', () => {
    const h = 1e-6;
    const slope = (f: (shift: number) => number) => (f(h) - f(-h)) / (2 * h);
    expect(slope((e) => gaussianRate([0.7 + e], [0.4], 1))).toBeCloseTo(0.7, 8);
    expect(slope((e) => gaussianRate([0.7], [0.4 + e], 1))).toBeCloseTo(0.4 - 1 / 0.4, 8);
    for (const a of [-4, 0, 5, 9]) expect(slope((e) => spread(a + e))).toBeCloseTo(spreadSlope(a), 8);
    expect(spread(-100)).toBe(1e-6);
    expect(spreadSlope(-100)).toBe(0);
  });
});

describe('a code without noise', () => {
  it('makes its number small and its predictions no worse: it bounds nothing', () => {
    const task = make('gaussianClasses');
    const free = end(task, 'deterministicVib', { bottleneck: false });
    const priced = end(task, 'deterministicVib', { beta: 0.03 });
    expect(metrics.rate.measure(task, priced)).toBeLessThan(metrics.rate.measure(task, free) / 10);
    const noisy = end(task, 'vib', { beta: 0.03 });
    expect(metrics.accuracy.measure(task, priced)).toBeGreaterThan(metrics.accuracy.measure(task, noisy));
    expect(metrics.rate.measure(task, end(task, 'crossEntropy', { epochs: 5 }))).toBeNaN();
  });
});

describe('a sweep', () => {
  it('begins as the run at β = 0 does, bit by bit, and keeps what is finished', () => {
    const task = make('gaussianClasses', { n: 64 });
    const values = { epochs: 5 };
    const steps = [...play(task, 'vib', { ...values, sweep: true })];
    expect(steps).toHaveLength(45);
    expect(steps.at(-1)!.finished.map(({ beta }) => beta)).toEqual([0, 1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1]);
    const single = end(task, 'vib', { ...values, bottleneck: false });
    expect(steps.at(-1)!.finished[0]!.encoder.weights).toEqual(single.encoder.weights);
    const { rate } = bench.snapshots.curve(task, steps.at(-1)!) as { rate: Float32Array };
    expect(rate[0]).toBe(Math.fround(metrics.rate.measure(task, single)));
  });
});

describe('regression', () => {
  it('is better than the mean at the end, by every method that takes it', () => {
    const task = make('outliers', { n: 128, noise: 'gauss' });
    for (const method of ['vib', 'deterministicVib', 'cauchySchwarzIb', 'mse'])
      expect([
        method,
        metrics.predictionInformation.measure(task, end(task, method, { latent: 8, batch: 64, learningRate: 3e-3 })) >
          0.3,
      ]).toEqual([method, true]);
  });

  it('measures median and offset', () => {
    expect(median(Float64Array.of(3, 1, 2))).toBe(2);
    expect(median(Float64Array.of(3, 1, 2, 8))).toBe(2.5);
    const errors = regressionErrors(Float64Array.of(2, 3, 4), Float64Array.of(1, 2, 3));
    expect(errors).toEqual({ rmse: 1, offset: 1, centred: 0 });
  });

  it('attacks along the sign of the gradient', () => {
    const task = make('outliers', { n: 64 });
    const model = end(task, 'mse', { epochs: 5 });
    const count = 10;
    const direction = attackDirection(task, model, task.test, count);
    const loss = (r: number, moved: Float64Array) =>
      (predictionsOf(task, model, moved, count)[r]! - task.test.clean[r]!) ** 2;
    for (let k = 0; k < count * task.inputs; k++) {
      const at = (shift: number) => {
        const moved = task.test.x.slice(0, count * task.inputs);
        moved[k] = moved[k]! + shift;
        return loss(Math.floor(k / task.inputs), moved);
      };
      expect(direction[k]).toBe(Math.sign(at(1e-6) - at(-1e-6)));
    }
  });

  it('with a Student t has no finite variance to speak of, and a median near 0', () => {
    const { train } = make('outliers', { n: 2000, noise: 'student' });
    const noise = train.y.map((y, k) => y - train.clean[k]!);
    expect(Math.abs(median(noise))).toBeLessThan(0.05);
    // Quartiles of t with 1.5 degrees of freedom, times 0.2.
    const sorted = noise.slice().sort();
    expect(sorted[1500]! - sorted[500]!).toBeCloseTo(0.2 * 2 * 0.8799, 1);
  });

  it('is refused by cross-entropy with a sentence', () => {
    expect(() => bench.check(make('outliers'), 'crossEntropy')).toThrow(ProblemError);
    expect(() => bench.check(make('digits'), 'crossEntropy')).not.toThrow();
  });
});

describe('digits', () => {
  it('are learnt, from the rows that are not tested', () => {
    const task = make('digits', { n: 500 });
    expect([task.train.count, task.test.count]).toEqual([500, 597]);
    const last = end(task, 'vib', { latent: 8, epochs: 15, learningRate: 5e-3 });
    expect(metrics.accuracy.measure(task, last)).toBeGreaterThan(0.85);
  });
});
