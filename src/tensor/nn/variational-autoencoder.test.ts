import type { Tensor1D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { mulberry32, normals } from '../../math/random.ts';
import { liveTensors, openBackend } from '../backend.ts';
import { tf } from '../tf.ts';
import { pack, unpack } from './flat-parameters.ts';
import { type Prior, STANDARD } from './gaussian-latent.ts';
import { convolution, dense, halved, type Layer, transposedConvolution } from './layers.ts';
import type { Network } from './network.ts';
import {
  type Autoencoder,
  autoencoderLayout,
  type Batch,
  gradient,
  objective,
  type Rate,
} from './variational-autoencoder.ts';

beforeAll(() =>
  openBackend({ asked: 'cpu', gpu: undefined, wasmPaths: '', onLost: () => {}, timeoutMs: 20_000, strict: true }),
);

const BATCH = 5;
const CONDITION = 3;
const LATENT = 2;
const chain = (layers: Layer[], joinAt = -1): Network => ({
  layers,
  joinAt,
  conditionSize: joinAt < 0 ? 0 : CONDITION,
});

/** 4-2-4 networks: four pixels, two numbers of code. */
const small = (likelihood: 'bernoulli' | 'gaussian', joined = false): Autoencoder => ({
  encoder: chain([dense(4 + (joined ? CONDITION : 0), 4, true), dense(4, 2 * LATENT, false)], joined ? 0 : -1),
  decoder: chain([dense(LATENT + (joined ? CONDITION : 0), 4, true), dense(4, 4, false)], joined ? 0 : -1),
  prior: null,
  likelihood,
  variance: 0.3,
  deterministic: false,
});

const whole = { height: 5, width: 4, channels: 1 };
const half = halved(whole, 2);
const quarter = halved(half, 3);
const features = quarter.height * quarter.width * quarter.channels;
const convolutional: Autoencoder = {
  encoder: chain([convolution(whole, 2), convolution(half, 3), dense(features + CONDITION, 2 * LATENT, false)], 2),
  decoder: chain(
    [
      dense(LATENT + CONDITION, features, true),
      transposedConvolution(quarter, half, true),
      transposedConvolution(half, whole, false),
    ],
    0,
  ),
  prior: null,
  likelihood: 'gaussian',
  variance: 0.3,
  deterministic: false,
};

const values = (seed: number, count: number, scale = 1) =>
  Float32Array.from(normals(mulberry32(seed), count), (one) => scale * one);

function problem(model: Autoencoder, rate: Rate, pixels = 4) {
  const layout = autoencoderLayout(model);
  const theta = values(1, layout.size, 0.5);
  const batch: Batch = {
    x: tf.sigmoid(tf.tensor2d(values(2, BATCH * pixels), [BATCH, pixels])),
    condition: tf.tensor2d(values(3, BATCH * CONDITION), [BATCH, CONDITION]),
    noise: tf.tensor2d(values(4, BATCH * LATENT), [BATCH, LATENT]),
  };
  const at = (parameters: Float32Array) =>
    tf.tidy(() => objective(model, unpack(tf.tensor1d(parameters), layout), batch, rate).dataSync()[0]!);
  const slope = () =>
    tf.tidy(() =>
      pack(gradient(model, unpack(tf.tensor1d(theta), layout), batch, rate))
        .dataSync()
        .slice(),
    ) as Float32Array;
  return { theta, at, slope };
}

const rate = (weight: number, freeNats = 0, prior: Prior = STANDARD): Rate => ({ weight, freeNats, prior });
const learned = (model: Autoencoder): Autoencoder => ({
  ...model,
  prior: chain([dense(CONDITION, 4, true), dense(4, 2 * LATENT, false)]),
});

describe('gradients by hand agree with central differences', () => {
  test.each<[string, () => [Autoencoder, Rate, number?]]>([
    ['VAE, Bernoulli', () => [small('bernoulli'), rate(1)]],
    ['VAE, Gaussian', () => [small('gaussian'), rate(1)]],
    ['β-VAE', () => [small('bernoulli'), rate(4)]],
    ['free nats', () => [small('bernoulli'), rate(2, 1.2)]],
    ['learned pixel variance', () => [{ ...small('gaussian'), variance: null }, rate(1)]],
    ['conditional', () => [small('gaussian', true), rate(3)]],
    ['conditional with a learned prior', () => [learned(small('bernoulli', true)), rate(3)]],
    [
      'estimated prior variances',
      () => [small('gaussian'), rate(8, 0, { mean: null, variance: tf.tensor2d([[0.4, 2.5]]) })],
    ],
    [
      'autoencoder',
      () => [
        { ...small('bernoulli'), deterministic: true, encoder: chain([dense(4, 4, true), dense(4, LATENT, false)]) },
        rate(0),
      ],
    ],
    ['convolutional', () => [convolutional, rate(1), whole.height * whole.width]],
  ])('%s', (_, make) => {
    const before = liveTensors();
    tf.tidy(() => {
      const [model, weighting, pixels] = make();
      const { theta, at, slope } = problem(model, weighting, pixels);
      const found = slope();
      const largest = Math.max(...found.map(Math.abs));
      expect(largest).toBeGreaterThan(0.01);
      const step = 4e-3;
      for (let k = 0; k < theta.length; k++) {
        const moved = (by: number) => at(theta.map((one, j) => (j === k ? one + by : one)));
        const expected = (moved(step) - moved(-step)) / (2 * step);
        expect(Math.abs(found[k]! - expected)).toBeLessThan(1e-2 * Math.max(Math.abs(expected), 0.1 * largest));
      }
    });
    expect(liveTensors()).toBe(before);
  });
});

test('with conditions of no numbers, a conditional model is the plain one', () => {
  const before = liveTensors();
  tf.tidy(() => {
    const plain = small('bernoulli');
    const told: Autoencoder = {
      ...plain,
      encoder: { ...plain.encoder, joinAt: 0 },
      decoder: { ...plain.decoder, joinAt: 0 },
    };
    const layout = autoencoderLayout(plain);
    const theta = tf.tensor1d(values(1, layout.size, 0.5));
    const batch = (condition: Batch['condition']): Batch => ({
      x: tf.sigmoid(tf.tensor2d(values(2, BATCH * 4), [BATCH, 4])),
      condition,
      noise: tf.tensor2d(values(4, BATCH * LATENT), [BATCH, LATENT]),
    });
    const none = tf.tensor2d([], [BATCH, 0]);
    const numbers = (model: Autoencoder, condition: Batch['condition']) => [
      ...pack(gradient(model, unpack(theta, layout), batch(condition), rate(3))).dataSync(),
      ...objective(model, unpack(theta, layout), batch(condition), rate(3)).dataSync(),
    ];
    expect(numbers(told, none)).toEqual(numbers(plain, null));
  });
  expect(liveTensors()).toBe(before);
});

test('a step back along the gradient lowers the objective', () => {
  tf.tidy(() => {
    const { theta, at, slope } = problem(small('gaussian'), rate(1));
    const found = slope();
    const flat: Tensor1D = tf.tensor1d(theta.map((one, k) => one - 1e-3 * found[k]!));
    expect(at(flat.dataSync() as Float32Array)).toBeLessThan(at(theta));
  });
});
