import { beforeAll, expect, test } from 'vitest';
import { splitDigits8 } from '../../src/data/digits8-split.ts';
import bench from '../../src/labs/bnn/posterior/bench.ts';
import type { Posterior } from '../../src/labs/bnn/posterior/posterior.ts';
import { mulberry32, normals, philoxStream } from '../../src/math/random.ts';
import { inverseSoftplus } from '../../src/math/softplus.ts';
import { zigguratNormals } from '../../src/math/ziggurat-normals.ts';
import { defaults } from '../../src/params/descriptor.ts';
import { selectBackend } from '../../src/tensor/backend.ts';
import {
  type Perceptron,
  perceptronGradient,
  perceptronNoise,
  perceptronShapes,
} from '../../src/tensor/nn/gaussian-perceptron.ts';
import { tf } from '../../src/tensor/tf.ts';
import { assetsOf } from '../headless.ts';
import { openWasm } from '../open-wasm.ts';

beforeAll(openWasm);

const moons = bench.instances.moons.make(
  { n: 40, noise: 0.2, width: 16, depth: 2, activation: 'relu' },
  { seed: 1, assets: {}, data: null },
);
const run = () => ({
  random: philoxStream(1, 1),
  noise: philoxStream(1, 2),
  count: () => {},
  backend: 'wasm' as const,
});

test('500 steps of VI on wasm leave as many tensors and bytes as 100 did', async () => {
  const values = { ...defaults(bench.methods.meanFieldVi.params), updates: 1000 };
  const before = tf.memory().numTensors;
  const steps = bench.methods.meanFieldVi.solve(moons, values as never, run()) as AsyncGenerator<Posterior, void>;
  let held: { numTensors: number; numBytes: number } | null = null;
  for (let step = 1; step <= 500; step++) {
    const { value } = await steps.next();
    if (step % 50 === 0 && value) await value.settle?.();
    if (step === 100) held = { ...tf.memory() };
  }
  const { numTensors, numBytes } = tf.memory();
  expect({ numTensors, numBytes }).toEqual({ numTensors: held!.numTensors, numBytes: held!.numBytes });
  await steps.return();
  expect(tf.memory().numTensors).toBe(before);
});

test.each(['localReparameterisation', 'flipout', 'bayesByBackprop'])(
  'twenty steps of VI on wasm are those of the cpu, to float32: %s',
  async (estimator) => {
    const train = async (backend: 'wasm' | 'cpu') => {
      await selectBackend(backend);
      const values = { ...defaults(bench.methods.meanFieldVi.params), updates: 20, estimator };
      let last: Posterior | undefined;
      for await (const posterior of bench.methods.meanFieldVi.solve(moons, values as never, run()))
        last = posterior ?? last;
      return last!.networks[0]!.layers.flatMap(({ mean, sd }) => [...mean, ...sd!]);
    };
    const onWasm = await train('wasm');
    const onCpu = await train('cpu');
    await selectBackend('wasm');
    // The order of sums differs; Adam turns a gradient that is nearly 0 by up to its whole rate.
    const far = onCpu.filter((one, k) => Math.abs(one - onWasm[k]!) > 1e-4 * (1 + Math.abs(one)));
    expect(far.length).toBeLessThan(0.02 * onCpu.length);
  },
);

/** Σ over the weights of the first layer of the variance of ∂CE/∂μ over draws of the noise: 64-32-10, σ = 0.1, 64 digits. */
function gradientVariance(estimator: Perceptron['estimator'], repeats: number): number {
  const rows = 64;
  const perceptron: Perceptron = {
    sizes: [64, 32, 10],
    activation: 'relu',
    likelihood: { kind: 'softmax' },
    estimator,
  };
  const { train } = splitDigits8(assetsOf(['digits8.bin'])['digits8.bin']!);
  const random = mulberry32(1);
  const draw = zigguratNormals(mulberry32(2));
  const weights = 32 * 64;
  const [sum, squares] = [new Float64Array(weights), new Float64Array(weights)];
  tf.tidy(() => {
    const tensors = perceptronShapes(perceptron).map((shape, place) => {
      const count = shape.reduce((p, q) => p * q, 1);
      if (place % 3 === 2) return tf.zeros(shape);
      if (place % 3 === 1) return tf.fill(shape, inverseSoftplus(0.1));
      return tf.tensor(
        Float32Array.from(normals(random, count), (one) => one * Math.sqrt(2 / shape[1]!)),
        shape,
      );
    });
    const x = tf.tensor2d(Float32Array.from(train.images.subarray(0, rows * 64)), [rows, 64]);
    const truth = tf.oneHot(tf.tensor1d(Int32Array.from(train.labels.subarray(0, rows)), 'int32'), 10);
    const shapes = perceptronNoise(perceptron, rows);
    for (let k = 0; k < repeats; k++)
      tf.tidy(() => {
        const noise = shapes.map(([height, width], place) => {
          const out = new Float32Array(height * width);
          draw(out);
          return tf.tensor2d(estimator === 'flipout' && place % 3 > 0 ? out.map(Math.sign) : out, [height, width]);
        });
        const batch = { x, truth: tf.cast(truth, 'float32') as typeof x, noise };
        const { slopes } = perceptronGradient(perceptron, tensors, batch, { weight: 0, priorSd: 1, decay: 0 }, null);
        slopes[0]!.dataSync().forEach((one, i) => {
          sum[i] = sum[i]! + one;
          squares[i] = squares[i]! + one * one;
        });
      });
  });
  return sum.reduce((total, one, i) => total + (squares[i]! - one ** 2 / repeats) / (repeats - 1), 0);
}

test('Flipout and local reparameterisation cut the variance of the gradient', () => {
  const one = gradientVariance('bayesByBackprop', 200);
  const flipout = one / gradientVariance('flipout', 200);
  const local = one / gradientVariance('localReparameterisation', 200);
  console.info(
    `variance of one matrix a batch over that of Flipout ${flipout.toFixed(2)}, of local reparameterisation ${local.toFixed(2)}`,
  );
  expect(flipout).toBeGreaterThanOrEqual(2.5);
  expect(local).toBeGreaterThanOrEqual(4);
});
