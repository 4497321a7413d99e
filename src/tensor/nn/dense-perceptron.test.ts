import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mulberry32, normals } from '../../math/random.ts';
import { openBackend } from '../backend.ts';
import { tf } from '../tf.ts';
import { openDensePerceptron } from './dense-perceptron.ts';
import { layoutOf, pack, unpack } from './flat-parameters.ts';
import { type Perceptron, perceptronGradient, perceptronNoise, perceptronShapes } from './gaussian-perceptron.ts';

beforeAll(() =>
  openBackend({ asked: 'cpu', gpu: undefined, wasmPaths: '', onLost: () => {}, timeoutMs: 20_000, strict: true }),
);
afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

const ROWS = 6;
const SIZES = [3, 5, 9, 2];
const values = (seed: number, count: number, scale = 1) =>
  Float32Array.from(normals(mulberry32(seed), count), (one) => scale * one);
const softmax = { kind: 'softmax' } as const;
const gaussian = { kind: 'gaussian', sd: 0.7 } as const;

const settings: [Perceptron['estimator'], Perceptron['activation'], Perceptron['likelihood'], boolean][] = [
  ['point', 'tanh', softmax, false],
  ['point', 'relu', gaussian, true],
  ['localReparameterisation', 'tanh', softmax, false],
  ['localReparameterisation', 'relu', gaussian, false],
  ['localReparameterisation', 'relu', softmax, true],
];

function opened([estimator, activation, likelihood, masked]: (typeof settings)[number]) {
  const perceptron: Perceptron = { sizes: SIZES, activation, likelihood, estimator };
  const layout = layoutOf(perceptronShapes(perceptron));
  const theta = values(1, layout.size, 0.5);
  const own = openDensePerceptron(perceptron, theta, ROWS)!;
  own.x.set(values(2, ROWS * SIZES[0]!));
  own.truth.set(likelihood.kind === 'softmax' ? [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0] : values(9, ROWS * SIZES.at(-1)!));
  for (const [k, noise] of own.noise.entries()) noise.set(values(20 + k, noise.length));
  const masks = SIZES.slice(1).map((outputs, l) =>
    Uint8Array.from(values(40 + l, outputs * SIZES[l]!), (one) => (one > 0 ? 1 : 0)),
  );
  if (masked) own.restart(own.moments(), masks);
  const shapes = perceptronNoise(perceptron, ROWS);
  const penalty = { weight: 0.3, priorSd: 0.8, decay: 0.1 };
  const taped = () =>
    tf.tidy(() => {
      const batch = {
        x: tf.tensor2d(own.x.slice(), [ROWS, SIZES[0]!]),
        truth: tf.tensor2d(own.truth.slice(), [ROWS, SIZES.at(-1)!]),
        noise: own.noise.map((one, k) => tf.tensor2d(one.slice(), shapes[k]!)),
      };
      const given = masked
        ? masks.map((one, l) => tf.tensor2d(Float32Array.from(one), [SIZES[l + 1]!, SIZES[l]!]))
        : null;
      const found = perceptronGradient(perceptron, unpack(tf.tensor1d(theta), layout), batch, penalty, given);
      return { loss: found.loss.dataSync()[0]!, slopes: pack(found.slopes).dataSync().slice() as Float32Array };
    });
  return { own, penalty, taped };
}

describe('a perceptron in the kernels’ memory', () => {
  // The tensors' gradient has its own test by differences.
  test.each(settings)('has the loss and the gradient of the tensors: %s, %s, %o, masked %s', (...setting) => {
    const { own, penalty, taped } = opened(setting);
    const expected = taped();
    expect(Math.abs(own.pass(penalty) - expected.loss)).toBeLessThan(2e-6 * (1 + expected.loss));
    const found = own.slopes();
    const largest = Math.max(...expected.slopes.map(Math.abs));
    for (const [k, one] of expected.slopes.entries()) expect(Math.abs(found[k]! - one)).toBeLessThan(5e-6 * largest);
    const squares = found.reduce((sum, one) => sum + one * one, 0);
    expect(own.squaredSlopes()).toBeCloseTo(squares, 5);
  });

  test.each(settings)('takes the steps of its twins to the bit: %s, %s, %o, masked %s', (...setting) => {
    const run = () => {
      const { own, penalty } = opened(setting);
      for (let t = 1; t <= 10; t++) {
        own.pass(penalty);
        own.descend(0.01, t);
      }
      return own.moments();
    };
    const found = run();
    process.env.PAPERSCOPE_TWINS = '1';
    expect(run()).toEqual(found);
    expect(found.every(Number.isFinite)).toBe(true);
  });

  test('goes on from its own numbers', () => {
    const { own } = opened(settings[2]!);
    const before = own.moments();
    own.restart(before, []);
    expect(own.moments()).toEqual(before);
    expect(own.parameters()).toEqual(before.slice(0, before.length / 3));
  });
});
