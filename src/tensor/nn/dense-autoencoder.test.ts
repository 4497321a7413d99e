import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mulberry32, normals } from '../../math/random.ts';
import { openBackend } from '../backend.ts';
import { tf } from '../tf.ts';
import { openDenseAutoencoder } from './dense-autoencoder.ts';
import { adamOf, closeAdam, flatAdam } from './flat-adam.ts';
import { pack, unpack } from './flat-parameters.ts';
import { convolution, dense, type Layer } from './layers.ts';
import type { Network } from './network.ts';
import { type Autoencoder, autoencoderLayout, type Batch, gradient, objective } from './variational-autoencoder.ts';

beforeAll(() =>
  openBackend({ asked: 'cpu', gpu: undefined, wasmPaths: '', onLost: () => {}, timeoutMs: 20_000, strict: true }),
);
afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

const ROWS = 7;
const PIXELS = 9;
const TOLD = 3;
const AXES = 2;
const WIDTH = 6;
/** Of the central differences. */
const STEP = 4e-3;
const chain = (layers: Layer[], conditionSize = 0): Network => ({
  layers,
  joinAt: conditionSize > 0 ? 0 : -1,
  conditionSize,
});

const plain = (likelihood: 'bernoulli' | 'gaussian', told = 0): Autoencoder => ({
  encoder: chain([dense(PIXELS + told, WIDTH, true), dense(WIDTH, 2 * AXES, false)], told),
  decoder: chain([dense(AXES + told, WIDTH, true), dense(WIDTH, PIXELS, false)], told),
  prior: null,
  likelihood,
  variance: 0.3,
  deterministic: false,
});

const values = (seed: number, count: number, scale = 1) =>
  Float32Array.from(normals(mulberry32(seed), count), (one) => scale * one);

interface Case {
  readonly model: Autoencoder;
  readonly weight?: number;
  readonly freeNats?: number;
  readonly variance?: Float32Array;
}

const CASES: Readonly<Record<string, () => Case>> = {
  'VAE, Bernoulli': () => ({ model: plain('bernoulli') }),
  'VAE, Gaussian': () => ({ model: plain('gaussian') }),
  'β-VAE with free nats': () => ({ model: plain('bernoulli'), weight: 2, freeNats: 1.2 }),
  'learned pixel variance': () => ({ model: { ...plain('gaussian'), variance: null } }),
  conditional: () => ({ model: plain('gaussian', TOLD), weight: 3 }),
  'condition for the decoder alone': () => ({
    model: { ...plain('bernoulli', TOLD), encoder: plain('bernoulli').encoder },
  }),
  'conditional with a learned prior and free nats': () => ({
    model: {
      ...plain('bernoulli', TOLD),
      prior: chain([dense(TOLD, 4, true), dense(4, 2 * AXES, false)]),
    },
    weight: 3,
    freeNats: 0.8,
  }),
  'estimated prior variances': () => ({
    model: plain('gaussian'),
    weight: 8,
    variance: Float32Array.of(0.4, 2.5),
  }),
  autoencoder: () => ({
    model: {
      ...plain('bernoulli'),
      deterministic: true,
      encoder: chain([dense(PIXELS, WIDTH, true), dense(WIDTH, AXES, false)]),
    },
    weight: 0,
  }),
  'layers of one unit': () => ({
    model: {
      ...plain('bernoulli'),
      encoder: chain([dense(PIXELS, 1, true), dense(1, 2 * AXES, false)]),
      decoder: chain([dense(AXES, 1, true), dense(1, PIXELS, false)]),
    },
  }),
};

function opened({ model, weight = 1, freeNats = 0, variance }: Case) {
  const layout = autoencoderLayout(model);
  const theta = values(1, layout.size, 0.5);
  const own = openDenseAutoencoder(model, theta, { rows: ROWS, axes: AXES, told: TOLD })!;
  own.batch.x.set(values(2, ROWS * PIXELS).map((one) => 1 / (1 + Math.exp(-one))));
  own.batch.condition.set(values(3, ROWS * TOLD));
  own.batch.noise.set(values(4, ROWS * AXES));
  const batch = (): Batch => ({
    x: tf.tensor2d(own.batch.x.slice(), [ROWS, PIXELS]),
    condition: tf.tensor2d(own.batch.condition.slice(), [ROWS, TOLD]),
    noise: tf.tensor2d(own.batch.noise.slice(), [ROWS, AXES]),
  });
  const rate = { weight, freeNats, variance: variance ?? null };
  const prior = () => ({ mean: null, variance: variance ? tf.tensor2d([[...variance]]) : null });
  return { layout, theta, own, batch, rate, taped: () => ({ weight, freeNats, prior: prior() }) };
}

describe('an autoencoder in the kernels’ memory', () => {
  test.each(Object.keys(CASES))('has the gradient of the tensors, and of central differences: %s', (name) => {
    const made = CASES[name]!();
    const { layout, theta, own, batch, rate, taped } = opened(made);
    own.pass(rate);
    const largest = Math.max(...own.slopes.map(Math.abs));
    expect(largest).toBeGreaterThan(0.01);
    tf.tidy(() => {
      const expected = pack(gradient(made.model, unpack(tf.tensor1d(theta), layout), batch(), taped())).dataSync();
      for (const [k, one] of expected.entries()) expect(Math.abs(own.slopes[k]! - one)).toBeLessThan(3e-6 * largest);
      const at = (parameters: Float32Array) =>
        objective(made.model, unpack(tf.tensor1d(parameters), layout), batch(), taped()).dataSync()[0]!;
      // A unit that turns on or off within the step has no slope there: such parameters are few.
      const apart = theta.filter((_, k) => {
        const moved = (by: number) => at(theta.map((one, j) => (j === k ? one + by : one)));
        const difference = (moved(STEP) - moved(-STEP)) / (2 * STEP);
        return Math.abs(own.slopes[k]! - difference) > 1e-2 * Math.max(Math.abs(difference), 0.1 * largest);
      });
      expect(apart.length).toBeLessThan(0.1 * theta.length);
    });
  });

  test.each(Object.keys(CASES))('takes the steps of the tensors, and of its twins to the bit: %s', (name) => {
    const run = () => {
      const { own, rate } = opened(CASES[name]!());
      for (let t = 1; t <= 10; t++) {
        own.pass(rate);
        own.descend(0.01, t);
      }
      return own.parameters.slice();
    };
    const found = run();
    process.env.PAPERSCOPE_TWINS = '1';
    expect(run()).toEqual(found);
    const made = CASES[name]!();
    const { layout, theta, batch, taped } = opened(made);
    const all = new Float32Array(3 * layout.size);
    all.set(theta);
    let state = adamOf(all, layout);
    for (let t = 1; t <= 10; t++)
      state = flatAdam(state, () => gradient(made.model, state.tensors, batch(), taped()), layout, 0.01, t);
    const expected = tf.tidy(() => pack(state.tensors).dataSync());
    closeAdam(state);
    for (const [k, one] of expected.entries()) expect(Math.abs(found[k]! - one)).toBeLessThan(2e-4);
  });

  test('is for dense networks alone', () => {
    const whole = { height: 3, width: 3, channels: 1 };
    const model = { ...plain('bernoulli'), encoder: chain([convolution(whole, 2), dense(8, 2 * AXES, false)]) };
    const first = new Float32Array(autoencoderLayout(model).size);
    expect(openDenseAutoencoder(model, first, { rows: ROWS, axes: AXES, told: 0 })).toBeNull();
  });
});
