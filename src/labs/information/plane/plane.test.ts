import { describe, expect, it } from 'vitest';
import { assetsOf } from '../../../../tests/headless.ts';
import { ProblemError } from '../../../engine/bench.ts';
import { linearEdges } from '../../../math/bin-edges.ts';
import { finish } from '../../../math/breaths.ts';
import { mulberry32, philoxStream } from '../../../math/random.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { boundOf } from './bound.ts';
import { createLooker } from './look.ts';
import { makeTask, shuffled } from './make-task.ts';
import type { Task, Training } from './problem.ts';
import { transitionEpoch } from './snapshots.ts';
import { binningObserver } from './solvers/binning.ts';
import { isSnapshotEpoch } from './training.ts';

type MethodId = keyof typeof bench.methods;
type InstanceId = keyof typeof bench.instances;
const { metrics } = bench;
const methods = Object.keys(bench.methods) as MethodId[];

function make(instance: InstanceId, given: object = {}, seed = 1): Task {
  const { params, assets = [], make } = bench.instances[instance] as (typeof bench.instances)['digits'];
  return make({ ...defaults(params), ...given } as never, { seed, assets: assetsOf(assets), data: null });
}

/** Plays some epochs of a method; returns the last iterate and how often it breathed. */
function play(task: Task, method: MethodId, given: object, epochs: number, seed = 1) {
  const { params, solve } = bench.methods[method];
  const run = { random: philoxStream(seed, 1), noise: philoxStream(seed, 2), count: () => undefined, backend: 'cpu' };
  const steps = solve(task, { ...defaults(params), ...given } as never, run as never) as Iterable<Training | undefined>;
  let [last, epoch, breaths] = [null as Training | null, 0, 0];
  for (const iterate of steps) {
    if (!iterate) breaths++;
    else {
      last = iterate;
      if (++epoch === epochs) break;
    }
  }
  return { last: last!, epoch, breaths };
}

const sphere = make('sphere');
const pointsOf = ({ history }: Training) =>
  history.epochs.map((_, e) =>
    Array.from({ length: history.layers }, (_, l) => ({
      ixt: history.ixt[e * history.layers + l]!,
      ity: history.ity[e * history.layers + l]!,
    })),
  );

describe('the plane', () => {
  it('starts with a first layer that tells all patterns apart', () => {
    const [start] = pointsOf(play(sphere, 'binning', {}, 1).last);
    expect(start![0]!.ixt).toBe(12);
    expect(start![0]!.ity).toBeCloseTo(0.999157, 6);
  });

  it('is 0 everywhere for a network without weights', () => {
    const { network } = play(sphere, 'binning', {}, 1).last;
    for (const w of network.weights) w.fill(0);
    const observe = binningObserver(sphere, { bins: 30, binEdges: 'fixed' });
    for (const view of createLooker(sphere, network, 0)(0)) {
      const { ixt, ity } = finish(observe(view));
      expect([ixt, ity]).toEqual([0, 0]);
    }
  });

  it('keeps 0 ≤ I(T;Y) ≤ min(I(X;T), H(Y)), and no layer above the bound, with hard, flipped, random and soft labels', () => {
    for (const given of [
      {},
      { flip: 0.2 },
      { randomLabels: true },
      { labels: 'soft' },
      { labels: 'soft', gamma: 6, flip: 0.1 },
    ]) {
      const task = make('sphere', given);
      for (const method of ['binning', 'adaptiveBinning'] as const) {
        for (const layers of pointsOf(play(task, method, { learningRate: 1e-2, bins: 10 }, 12).last)) {
          for (const { ixt, ity } of layers) {
            expect(ity).toBeGreaterThanOrEqual(0);
            expect(ity).toBeLessThanOrEqual(Math.min(ixt, task.hY) + 1e-12);
            expect(ity).toBeLessThanOrEqual(boundOf(task, ixt) + 1e-9);
            expect(ixt).toBeLessThanOrEqual(task.hX + 1e-12);
          }
        }
      }
    }
  });

  it('has the order of data processing with bins that all layers share', () => {
    // Binning is not a function of the binned layer before, so that rare violations are possible (card: 100 % and 99.5 %).
    let [pairs, across, up] = [0, 0, 0];
    for (const layers of pointsOf(play(sphere, 'binning', { learningRate: 5e-3 }, 60).last)) {
      for (let l = 1; l < layers.length; l++) {
        pairs++;
        if (layers[l]!.ixt <= layers[l - 1]!.ixt + 1e-12) across++;
        if (layers[l]!.ity <= layers[l - 1]!.ity + 1e-12) up++;
      }
    }
    expect(across).toBe(pairs);
    expect(up / pairs).toBeGreaterThanOrEqual(0.99);
  });

  it('does not depend on the order of the rows', () => {
    const { network } = play(sphere, 'binning', {}, 5).last;
    const mixed = { ...sphere, observed: shuffled(4096, mulberry32(9)) };
    for (const binEdges of ['fixed', 'range'] as const) {
      const both = [sphere, mixed].map((task) =>
        createLooker(task, network, 0)(5).map((view) => finish(binningObserver(task, { bins: 30, binEdges })(view))),
      );
      both[0]!.forEach(({ ixt, ity }, l) => {
        expect(both[1]![l]!.ixt).toBeCloseTo(ixt, 12);
        expect(both[1]![l]!.ity).toBeCloseTo(ity, 12);
      });
    }
  });

  it('is looked at before the first epoch, after each of ten, then 14 times a decade and at the last', () => {
    const { last, epoch } = play(make('gaussians', { n: 80 }), 'binning', { epochs: 130 }, 1e9);
    expect(epoch).toBe(130);
    expect(last.history.epochs).toEqual([
      ...Array.from({ length: 11 }, (_, k) => k),
      ...[12, 14, 16, 19, 23, 27, 32, 37, 44, 52, 61, 72, 85, 100, 118, 130],
    ]);
    const perDecade = Array.from({ length: 1000 }, (_, k) => k + 1).filter(
      (e) => e > 100 && isSnapshotEpoch(e, 1e9),
    ).length;
    expect(perDecade).toBe(14);
  });
});

describe('the training', () => {
  it('is the same bit by bit whatever observes it, and twice', () => {
    const bits = ({ network }: Training) =>
      [...network.weights, ...network.biases].map((w) => Buffer.from(w.slice().buffer).toString('hex')).join();
    const values = { noise: 0.1, layers: '10-7-5' };
    const expected = bits(play(sphere, 'binning', values, 3).last);
    for (const method of methods)
      expect([method, bits(play(sphere, method, values, 3).last)]).toEqual([method, expected]);
    expect(bits(play(sphere, 'binning', values, 3, 2).last)).not.toBe(expected);
  });

  it('breathes inside its steps, with every observer', () => {
    for (const method of methods) expect(play(sphere, method, {}, 2).breaths).toBeGreaterThan(15);
  });

  it('learns the task, and reports the loss of its labels', () => {
    const { last } = play(sphere, 'binning', { learningRate: 5e-3 }, 60);
    expect(metrics.testAccuracy.measure(sphere, last)).toBeGreaterThan(0.9);
    expect(metrics.trainLoss.measure(sphere, last)).toBeLessThan(0.25);
    expect(metrics.ixtOutput.measure(sphere, last)).toBe(last.history.ixt.at(-1));
    expect(metrics.ixtLast.measure(sphere, last)).toBe(metrics.ixt5.measure(sphere, last));
    expect(metrics.ixt6.measure(sphere, last)).toBeNaN();
    const outputs = last.history.ixt.filter((_, k) => k % 6 === 5);
    expect(metrics.lostOutput.measure(sphere, last)).toBeCloseTo(Math.max(...outputs) - outputs.at(-1)!, 12);
    expect(metrics.gapOutput.measure(sphere, last)).toBeCloseTo(0.999157 - last.history.ity.at(-1)!, 5);
  });

  it('is at chance on random labels it was not trained on', () => {
    const task = make('sphere', { randomLabels: true });
    const { last } = play(task, 'binning', { learningRate: 5e-3 }, 40);
    expect(Math.abs(metrics.testAccuracy.measure(task, last) - 0.5)).toBeLessThan(0.06);
  });

  it('shrinks its weights under weight decay', () => {
    const norm = (l2: number) =>
      play(sphere, 'binning', { l2 }, 20).last.network.weights.reduce(
        (sum, w) => sum + w.reduce((s, v) => s + v * v, 0),
        0,
      );
    expect(norm(0.03)).toBeLessThan(0.8 * norm(0));
  });

  it('has a mean gradient and a spread that are those of its batches', () => {
    // One batch an epoch: no spread, and no ratio. Batches of one class of rows twice over: no spread either.
    const task = make('gaussians', { n: 64, trainShare: 0.5 });
    const { last } = play(task, 'binning', { batch: 2048, layers: '10' }, 1);
    expect(Math.max(...last.gradientSpread)).toBeLessThan(1e-9);
    expect(last.snr).toBeNaN();
    const { last: many } = play(task, 'binning', { batch: 16, layers: '10' }, 1);
    expect(Math.min(...many.gradientSpread)).toBeGreaterThan(0);
    const total = (values: Float64Array) => Math.hypot(...values);
    expect(many.snr).toBeCloseTo(total(many.gradientMean) / total(many.gradientSpread), 12);
  });

  it('finds the transition after the largest signal-to-noise ratio', () => {
    const drift = { layers: 1, epochs: [1, 2, 3, 4, 5], mean: [], spread: [], snr: [0.5, 3, 2, 0.9, 0.8] };
    expect(transitionEpoch(drift)).toBe(4);
    expect(transitionEpoch({ ...drift, snr: [0.5, 3, 2, 1.5, 1.2] })).toBeNaN();
    expect(transitionEpoch({ ...drift, snr: [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN] })).toBeNaN();
  });
});

describe('the observers', () => {
  it('see log₂ of the rows in a layer that tells them far apart, and the label in full', () => {
    // 512 rows at least 1 apart with a kernel of variance 1e-5.
    const { history } = play(sphere, 'kdeUpper', { variance: 1e-5 }, 1).last;
    expect(history.ixt[0]).toBeCloseTo(9, 3);
    const lower = play(sphere, 'kdeLower', { variance: 1e-3 }, 1).last.history;
    const upper = play(sphere, 'kdeUpper', { variance: 1e-3 }, 1).last.history;
    lower.ixt.forEach((bits, k) => {
      expect(bits).toBeLessThanOrEqual(upper.ixt[k]! + 1e-12);
    });
  });

  it('agree on how much a noisy layer of one unit holds', () => {
    // A wide Gaussian against small noise: h(T + s) − h(s) by neighbours and by kernels of the same variance.
    const task = make('gaussians', { n: 2000, dimension: 1, separation: 0 });
    const given = { layers: '10', activation: 'linear', rows: 1024 };
    const output = (method: MethodId, more: object) =>
      play(task, method, { ...given, ...more }, 1).last.history.ixt.at(-1)!;
    const kernels = output('kdeUpper', { variance: 0.0025 });
    expect(output('kdeLower', { variance: 0.0025 })).toBeLessThan(kernels);
    expect(kernels).toBeGreaterThan(0.5);
  });

  it('find in the codes of bump images what the label is made of', { timeout: 30_000 }, () => {
    const task = make('bumps', { n: 800 });
    for (const method of ['lossyCompression', 'ksg'] as const) {
      const { last } = play(task, method, { layers: '32-16-8', noise: 0.05, batch: 64 }, 25);
      expect(last.history.ity.at(-2)!).toBeGreaterThan(0.5);
      expect(last.history.ixt.at(-2)!).toBeGreaterThan(1);
    }
  });

  it('of diffusion stay between 0 and log₂ of the rows, and hand over a spectrum that starts with 1', () => {
    const { last } = play(sphere, 'diffusionSpectral', { spectrumRows: 64 }, 3);
    for (const bits of last.history.ixt) {
      expect(bits).toBeGreaterThanOrEqual(0);
      expect(bits).toBeLessThanOrEqual(6);
    }
    const { eigenvalues } = bench.snapshots.spectrum(sphere, last) as { eigenvalues: Float64Array[] };
    for (const values of eigenvalues) expect(values[0]).toBeCloseTo(1, 9);
  });

  it('bin by the edges they show', () => {
    const { last } = play(sphere, 'binning', {}, 1);
    expect(Array.from(last.pictures[0]!.edges)).toEqual(Array.from(linearEdges(-1, 1, 30)));
    expect(last.pictures.map(({ counts }) => counts.reduce((sum, c) => sum + c, 0))).toEqual(
      [10, 7, 5, 4, 3, 2].map((width) => 4096 * width),
    );
  });
});

describe('the bound', () => {
  it('of hard labels has its corner at H(Y)', () => {
    const { facts } = bench.describeProblem(sphere);
    expect(Array.from(facts.boundX as Float64Array)).toEqual([0, sphere.hY, 12]);
    expect(Array.from(facts.boundY as Float64Array)).toEqual([0, sphere.hY, sphere.hY]);
    expect(boundOf(sphere, 0.4)).toBe(0.4);
  });

  it('of soft labels is the annealed curve, and random labels have the same', () => {
    const task = make('sphere', { labels: 'soft' });
    expect(task.ixy).toBeCloseTo(0.99, 6);
    expect(boundOf(task, 1.2699)).toBeCloseTo(0.9897, 3);
    expect(boundOf(task, 0.9804)).toBeCloseTo(0.9692, 3);
    expect(boundOf(task, 12)).toBeLessThanOrEqual(task.ixy);
    expect(boundOf(make('sphere', { labels: 'soft', randomLabels: true }), 0.9804)).toBeCloseTo(
      boundOf(task, 0.9804),
      9,
    );
  });
});

describe('bad input', () => {
  const sentence = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      return (error as Error).message;
    }
    throw new Error('It was taken.');
  };
  const begin = (task: Task, method: MethodId, given: object) => () => play(task, method, given, 1);

  it('is refused with a sentence', () => {
    const few = make('gaussians', { n: 64 });
    expect(sentence(begin(few, 'binning', { bins: 100 }))).toBe(
      '100 bins are more than the 64 samples of the plane; at most as many are accepted.',
    );
    expect(sentence(begin(few, 'adaptiveBinning', { bins: 100 }))).toContain('100 bins');
    for (const method of ['kozachenkoLeonenko', 'ksg', 'lossyCompression'] as const)
      expect(sentence(begin(make('digits'), method, { rows: 64, neighbours: 20 }))).toMatch(
        /^Class \d has \d+ of the rows observed, and 20 neighbours need at least 21 rows of each class\.$/,
      );
    expect(sentence(() => makeTask({ ...few, train: few.train.filter((row) => few.labels[row] === 0) }))).toMatch(
      /^All \d+ patterns trained on are of class 0; at least one of another class is needed\.$/,
    );
  });
});
