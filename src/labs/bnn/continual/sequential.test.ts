import { describe, expect, it } from 'vitest';
import { finish } from '../../../math/breaths.ts';
import { mulberry32, normals, philoxStream } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { conjugate } from './conjugate-tasks.ts';
import { createDrawnNetworks } from './drawn-networks.ts';
import { plane } from './plane-tasks.ts';
import type { Learned, TaskStream } from './problem.ts';
import { createPrototypes, fitPrototypes, prototypeBackward, prototypeLogits } from './prototypes.ts';
import { createReplayMemory } from './replay-memory.ts';
import { sequentialMetrics } from './sequential-metrics.ts';
import { addLogisticLoss, smallNetwork } from './small-network.ts';
import { prototypicalBayes } from './solvers/prototypical-bayes.ts';
import { sequentialBayes } from './solvers/sequential-bayes.ts';

const context = (seed: number) => ({
  random: philoxStream(seed, 1),
  noise: philoxStream(seed, 2),
  count: () => undefined,
  backend: 'cpu' as const,
});
const source = { seed: 1, assets: {}, data: null };
const settings = {
  handOver: 'mixture',
  components: 2,
  heads: 'shared',
  burnIn: 5,
  draws: 8,
  chains: 4,
  leapfrogs: 3,
  stepSize: 0.05,
  deviation: 1.5,
  width: 4,
} as const;
const arriving = (changed: object = {}) =>
  conjugate.make({ model: 'mean', n1: 20, n2: 60, apart: 1, noise: 0.5, priorVariance: 4, ...changed }, source);
const toyTasks = (n = 6): TaskStream => plane.make({ separation: 3, n }, source);

function all(steps: Iterable<Learned | undefined> | AsyncIterable<Learned | undefined>): Learned[] {
  return [...(steps as Iterable<Learned | undefined>)].filter((one) => one !== undefined);
}
function slopes(x: Float64Array, f: () => number): Float64Array {
  const h = 1e-5;
  return x.map((value, k) => {
    x[k] = value + h;
    const up = f();
    x[k] = value - h;
    const down = f();
    x[k] = value;
    return (up - down) / (2 * h);
  });
}
const near = (got: Float64Array, expected: Float64Array, digits = 6) =>
  expected.forEach((value, k) => {
    expect(got[k]).toBeCloseTo(value, digits);
  });

describe('Exact posteriors', () => {
  it.each([
    ['mean', 'shared'],
    ['mean', 'own'],
    ['line', 'shared'],
    ['line', 'own'],
  ] as const)('of a %s, %s, are those of all data at once, observation after observation', (model, heads) => {
    const stream = arriving({ model });
    let steps = 0;
    for (const learned of sequentialBayes.solve(stream, { ...settings, heads }, context(1)) as Iterable<Learned>) {
      expect(sequentialMetrics.beliefGap!.measure(stream, learned)).toBeLessThan(1e-10);
      steps++;
    }
    expect(steps).toBe(80);
  });

  it('settle between two means, by the numbers of observations', () => {
    const stream = arriving();
    const last = all(sequentialBayes.solve(stream, settings, context(1))).at(-1)!;
    expect(last.belief!.mean[0]).toBeCloseTo((60 - 20) / (80 + 0.5 / 4), 10);
    expect(sequentialMetrics.pull!.measure(stream, last)).toBeCloseTo(60 / (80 + 0.125), 10);
    expect(sequentialMetrics.pullGap!.measure(stream, last)).toBeLessThan(1e-10);
  });

  it('find both means where each task has its own', () => {
    const stream = arriving();
    const last = all(sequentialBayes.solve(stream, { ...settings, heads: 'own' }, context(1))).at(-1)!;
    expect(sequentialMetrics.missFirst!.measure(stream, last)).toBeLessThan(0.01);
    expect(sequentialMetrics.missSecond!.measure(stream, last)).toBeLessThan(0.01);
  });
});

describe('The small network', () => {
  it('has the gradient that differences give, in every head', () => {
    const net = smallNetwork(4, 2);
    const theta = normals(mulberry32(3), net.size);
    const { train } = toyTasks().tasks[1]!;
    for (const head of [0, 1]) {
      const gradient = new Float64Array(net.size);
      addLogisticLoss(net, theta, head, train, gradient, new Float64Array(4));
      const loss = () => addLogisticLoss(net, theta, head, train, new Float64Array(net.size), new Float64Array(4));
      near(gradient, slopes(theta, loss));
    }
  });

  it('says the mean of its draws, and goes on saying it when more are kept', () => {
    const net = smallNetwork(3, 1);
    const pool = createDrawnNetworks(net);
    const inputs = normals(mulberry32(1), 10);
    const said = (predictor: ReturnType<typeof pool.predictor>) => {
      const out = new Float64Array(10);
      predictor.predict(inputs, 5, 0, out);
      return out;
    };
    const kept = [1, 2, 3, 4].map((seed) => normals(mulberry32(seed), net.size));
    for (const theta of kept.slice(0, 2)) pool.keep(theta);
    const two = pool.predictor();
    const before = said(two);
    for (const theta of kept.slice(2)) pool.keep(theta);
    const four = said(pool.predictor());
    near(said(two), before, 14);
    const fresh = createDrawnNetworks(net);
    for (const theta of kept) fresh.keep(theta);
    near(four, said(fresh.predictor()), 14);
  });
});

describe('Sequential Bayes', () => {
  it('keeps one draw in four from every chain, and hands a mixture on', () => {
    const steps = all(sequentialBayes.solve(toyTasks(), settings, context(1)));
    expect(steps.length).toBe(3 * 13);
    expect(steps.map(({ chains }) => chains!.mixture === null).indexOf(false)).toBe(13);
    const last = steps.at(-1)!;
    expect(last.chains!.draws.length).toBe(8);
    expect(last.chains!.energies.length).toBe(39);
    expect(last.chains!.mixture!.weights.length).toBe(2);
    expect(last.after.length).toBe(3);
  });

  it('has no mixture where it keeps the data, and a head more for each task where asked', () => {
    const joint = all(sequentialBayes.solve(toyTasks(), { ...settings, handOver: 'joint' }, context(1))).at(-1)!;
    expect(joint.chains!.mixture).toBeNull();
    expect(joint.chains!.parameters).toBe(3 * 4 + 5);
    const own = all(sequentialBayes.solve(toyTasks(), { ...settings, heads: 'own' }, context(1))).at(-1)!;
    expect(own.chains!.parameters).toBe(3 * 4 + 3 * 5);
  });
});

describe('Prototypes', () => {
  const [classes, size, rows] = [3, 2, 7];
  const labels = Int32Array.of(0, 1, 0, 1, 1, 0, 0);
  const z = normals(mulberry32(8), rows * size);

  it('do not depend on the order of the data, and those of an unseen class are the prior', () => {
    const [one, two] = [createPrototypes(classes, size, 2, 0.5), createPrototypes(classes, size, 2, 0.5)];
    fitPrototypes(one, z, labels, rows, 1);
    const order = [6, 2, 4, 0, 1, 5, 3];
    const shuffled = Float64Array.from(order.flatMap((i) => [z[2 * i]!, z[2 * i + 1]!]));
    fitPrototypes(
      two,
      shuffled,
      order.map((i) => labels[i]!),
      rows,
      1,
    );
    near(one.means, two.means, 12);
    expect([one.variances[2], one.concentrations[2], one.means[4]]).toEqual([2, 1, 0]);
  });

  it('have the gradients that differences give, through queries and through prototypes', () => {
    const model = createPrototypes(classes, size, 1.5, 0.7);
    const [logits, delta] = [new Float64Array(rows * classes), new Float64Array(rows * classes)];
    const [first, admitted] = [3, Uint8Array.of(1, 1, 0)];
    const loss = () => {
      fitPrototypes(model, z, labels, first, 2);
      prototypeLogits(model, z.subarray(first * size), rows - first, admitted, logits);
      return softmaxCrossEntropy(logits, rows - first, classes, labels.subarray(first), delta);
    };
    loss();
    const gradient = new Float64Array(rows * size);
    const queries = z.subarray(first * size);
    prototypeBackward(model, queries, delta, rows - first, labels, first, gradient.subarray(first * size), gradient);
    near(gradient, slopes(z, loss));
  });

  it('give a class that has not come no chance', () => {
    const stream = toyTasks(8);
    const three = { ...stream, classes: 3 };
    const given = {
      epochs: 2,
      width: 4,
      rate: 3e-3,
      batch: 4,
      embedding: 2,
      memory: 2,
      prototypeVariance: 1,
      scatter: 1,
    };
    const last = all(prototypicalBayes.solve(three, given, context(1))).at(-1)!;
    const out = new Float64Array(3 * 5);
    last.now!.predict(normals(mulberry32(1), 10), 5, 0, out);
    for (let i = 0; i < 5; i++) {
      expect(out[3 * i + 2]).toBe(0);
      expect(out[3 * i]! + out[3 * i + 1]!).toBeCloseTo(1, 12);
    }
    expect([...last.prototypes!.counts]).toEqual([6, 6, 0]);
  });
});

describe('Replay', () => {
  it('adds as many remembered rows of earlier tasks to a batch, and each new example comes once', () => {
    const stream = toyTasks(6);
    const memory = createReplayMemory(stream, 1, 4, context(1));
    const passed = (task: number) => {
      const rows: number[] = [];
      const first: number[] = [];
      const learn = (inputs: Float64Array, _: Int32Array, count: number) => {
        rows.push(count);
        for (let r = 0; r < count; r++) first.push(inputs[2 * r]!);
      };
      finish(memory.pass(task, 1, learn));
      return { rows, first };
    };
    const firstsOf = (task: number) =>
      Array.from(stream.tasks[task]!.train.labels, (_, i) => stream.tasks[task]!.train.inputs[2 * i]!);
    expect(passed(0).rows).toEqual([4, 2]);
    const second = passed(1);
    expect(second.rows).toEqual([8, 6]);
    const own = new Set(firstsOf(1));
    expect(second.first.filter((x) => own.has(x)).sort()).toEqual([...own].sort());
    const remembered = new Set(firstsOf(0).slice(0, 2));
    expect(second.first.filter((x) => !own.has(x)).every((x) => remembered.has(x))).toBe(true);
    expect(memory.labels).toEqual([0, 1, 0, 1]);
  });
});
