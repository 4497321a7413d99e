import { describe, expect, it } from 'vitest';
import { finish } from '../../../math/breaths.ts';
import { mulberry32, normals, philoxStream } from '../../../math/random.ts';
import { firstTaskTheory } from '../../../math/replica-perceptron.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { backwardFields, createFieldTape, forwardFields } from './field-network.ts';
import { backwardGaussian, createGaussianNetwork, createGaussianTape, forwardGaussian } from './gaussian-network.ts';
import { perceptron } from './instances.ts';
import { metrics } from './metrics.ts';
import { addDivergenceGradient, fieldDivergence, perceptronEnergy } from './perceptron-energy.ts';
import type { Learned, TaskStream } from './problem.ts';
import { binaryVariational } from './solvers/binary-variational.ts';

const context = (seed: number) => ({
  random: philoxStream(seed, 1),
  noise: philoxStream(seed, 2),
  count: () => undefined,
  backend: 'cpu' as const,
});
const settings = {
  anchor: 'task',
  gamma: 1,
  rate: 0.05,
  updates: 100,
  epochs: 2,
  width: 8,
  batch: 16,
  top: 10,
} as const;

const teachers = (params: Partial<Parameters<typeof perceptron.make>[0]> = {}, seed = 1): TaskStream =>
  perceptron.make({ n: 100, alpha1: 1.5, alpha2: 1, r0: 0.5, ...params }, { seed, assets: {}, data: null });

function last(stream: TaskStream, given: Partial<Parameters<typeof binaryVariational.solve>[1]> = {}): Learned {
  let kept: Learned | undefined;
  for (const learned of binaryVariational.solve(stream, { ...settings, ...given }, context(1)) as Iterable<
    Learned | undefined
  >)
    kept = learned ?? kept;
  return kept!;
}
const errorsOf = (stream: TaskStream, learned: Learned) =>
  [metrics.errorFirst!, metrics.errorSecond!].map(({ measure }) => measure(stream, learned));

/** Central differences of f in every entry of x. */
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

describe('the energy of a binary perceptron', () => {
  const stream = teachers({ n: 12 });
  const { train } = stream.tasks[0]!;
  const theta = normals(mulberry32(3), 12);
  const anchor = normals(mulberry32(4), 12);
  const means = new Float64Array(12);

  it('has the gradient that differences say', () => {
    for (const beta of [0.7, 1, 2]) {
      const gradient = new Float64Array(12);
      perceptronEnergy(theta, beta, train, means, gradient);
      const unused = new Float64Array(12);
      near(
        gradient,
        slopes(theta, () => perceptronEnergy(theta, beta, train, means, unused)),
      );
    }
  });

  it('has a divergence that is zero at the anchor, positive elsewhere, and has the gradient stated', () => {
    expect(fieldDivergence(theta, theta, 1.3)).toBeCloseTo(0, 12);
    expect(fieldDivergence(theta, anchor, 1.3)).toBeGreaterThan(0);
    const gradient = new Float64Array(12);
    addDivergenceGradient(theta, theta, 1.3, 1, gradient);
    near(gradient, new Float64Array(12), 14);
    addDivergenceGradient(theta, anchor, 1.3, 1, gradient);
    near(
      gradient,
      slopes(theta, () => fieldDivergence(theta, anchor, 1.3)),
    );
  });
});

describe('networks with Gaussian pre-activations', () => {
  const random = mulberry32(5);
  const [rows, sizes] = [5, [4, 7, 6, 3]];
  const input = normals(random, rows * 4);
  const labels = [0, 1, 2, 1, 0];
  const delta = new Float64Array(rows * 3);

  it('of binary weights have the gradient that differences say', () => {
    const theta = sizes.slice(1).map((out, l) => normals(random, out * sizes[l]!));
    const network = { sizes, theta };
    const tape = createFieldTape(network, rows);
    for (const noise of tape.noise) noise.set(normals(random, noise.length));
    const loss = () => softmaxCrossEntropy(forwardFields(network, 1.4, input, rows, tape), rows, 3, labels, delta);
    loss();
    const gradients = theta.map((layer) => new Float64Array(layer.length));
    backwardFields(network, 1.4, input, rows, tape, delta, gradients);
    theta.forEach((layer, l) => {
      near(gradients[l]!, slopes(layer, loss));
    });
  });

  it('of Gaussian weights likewise', () => {
    const network = createGaussianNetwork(sizes, 0.3, random);
    const tape = createGaussianTape(network, rows);
    for (const noise of tape.noise) noise.set(normals(random, noise.length));
    const loss = () => softmaxCrossEntropy(forwardGaussian(network, input, rows, tape), rows, 3, labels, delta);
    loss();
    const rooms = () => network.mean.map((layer) => new Float64Array(layer.length));
    const [ofMean, ofDeviation] = [rooms(), rooms()];
    backwardGaussian(network, rows, tape, delta, ofMean, ofDeviation);
    network.mean.forEach((layer, l) => {
      near(ofMean[l]!, slopes(layer, loss));
      near(ofDeviation[l]!, slopes(network.logDeviation[l]!, loss));
    });
  });
});

describe('two teachers', () => {
  it('leave the error as it is when all signs of fields and teachers are flipped', () => {
    const stream = teachers();
    const learned = last(stream);
    const flipped = { ...stream, teachers: { ...stream.teachers!, weights: stream.teachers!.weights.map(negated) } };
    const fields = { ...learned.fields!, theta: learned.fields!.theta.map(negated) };
    expect(errorsOf(flipped, { ...learned, fields })).toEqual(errorsOf(stream, learned));
  });

  it('that agree make task 2 more of task 1, and that disagree its opposite', () => {
    const same = teachers({ r0: 1 });
    expect(same.teachers!.weights[1]).toEqual(same.teachers!.weights[0]);
    const [first, second] = errorsOf(same, last(same));
    expect(second).toBe(first);
    const opposed = teachers({ r0: -1 });
    expect(opposed.teachers!.weights[1]).toEqual(negated(opposed.teachers!.weights[0]!));
  });

  it('are not followed a second time when the anchor is made heavy', () => {
    const moved = (gamma: number) => {
      const { fields } = last(teachers(), { gamma });
      const before = fields!.afterTheta[0]![0]!;
      return Math.max(...fields!.theta[0]!.map((theta, i) => Math.abs(theta - before[i]!)));
    };
    expect(moved(3)).toBeLessThan(moved(1));
    expect(moved(3000)).toBeLessThan(0.05);
  });

  it('leave both overlaps at nothing where there is next to nothing to learn from', () => {
    const { order } = finish(firstTaskTheory({ alpha: 0.002, betaHat: 20, gamma: 0 }));
    expect(order.q).toBeLessThan(0.02);
    expect(order.r).toBeLessThan(0.02);
  });
});

const negated = (values: Float64Array) => values.map((value) => -value);
