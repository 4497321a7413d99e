import { readFileSync } from 'node:fs';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import bench from '../../src/labs/vae/images/bench.ts';
import { prepareLearner } from '../../src/labs/vae/images/learner.ts';
import { modelOf } from '../../src/labs/vae/images/model.ts';
import { mulberry32, normals, philoxStream } from '../../src/math/random.ts';
import { defaults } from '../../src/params/descriptor.ts';
import { openBackend } from '../../src/tensor/backend.ts';
import { glorot, pack, unpack } from '../../src/tensor/nn/flat-parameters.ts';
import { STANDARD } from '../../src/tensor/nn/gaussian-latent.ts';
import { autoencoderLayout, gradient } from '../../src/tensor/nn/variational-autoencoder.ts';
import { tf } from '../../src/tensor/tf.ts';
import { cpuMs, type Measurement, type NotMeasured, paired } from './paired.ts';

interface Options {
  readonly pairs: number;
  readonly sampleMs: number;
  readonly wasmPaths: string;
}

const LATENT = 8;
const WIDTH = 64;
const BATCH = 128;
const RATE = 2e-3;
/** Largest difference of our gradient and the taped one, relative to the largest entry, at which a time is reported. */
const AGREEMENT = 1e-4;

/** The VAE of the digits in stock tfjs: a tape, stock gradients, one variable a tensor. */
function stockModel(shapes: readonly (readonly number[])[], first: Float32Array) {
  let at = 0;
  const variables = shapes.map((shape) => {
    const size = shape.reduce((p, q) => p * q, 1);
    at += size;
    return tf.tidy(() => tf.variable(tf.tensor(first.subarray(at - size, at), [...shape])));
  });
  const [w1, b1, w2, b2, w3, b3, w4, b4] = variables as unknown as Tensor2D[];
  const loss = (x: Tensor2D, noise: Tensor2D): Scalar =>
    tf.tidy(() => {
      const head = tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(x, w1!), b1!)), w2!), b2!);
      const mean = tf.slice(head, [0, 0], [-1, LATENT]);
      const logVariance = tf.clipByValue(tf.slice(head, [0, LATENT], [-1, LATENT]), -10, 10);
      const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise)) as Tensor2D;
      const logits = tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(z, w3!), b3!)), w4!), b4!);
      const bce = tf.add(tf.sub(tf.relu(logits), tf.mul(logits, x)), tf.log1p(tf.exp(tf.neg(tf.abs(logits)))));
      const kl = tf.mul(tf.sub(tf.add(tf.exp(logVariance), tf.square(mean)), tf.add(logVariance, 1)), 0.5);
      return tf.mean(tf.add(tf.sum(bce, 1), tf.sum(kl, 1))) as Scalar;
    });
  return { variables, loss };
}

/** A training step of the default VAE on the digits, as the lab takes it where there is no GPU, against the stock training loop on tfjs wasm. */
export async function measureVae({ pairs, sampleMs, wasmPaths }: Options): Promise<(Measurement | NotMeasured)[]> {
  const report = await openBackend({
    asked: 'wasm',
    gpu: undefined,
    wasmPaths,
    onLost: () => {},
    timeoutMs: 30_000,
    strict: true,
  });
  const assets = { 'digits8.bin': new Uint8Array(readFileSync('public/data/digits8.bin')) };
  const problem = bench.instances.digits.make({ n: 1797 }, { seed: 1, assets, data: null });
  const params = defaults(bench.methods.vae.params) as Parameters<typeof bench.methods.vae.solve>[1];

  // Before ours opens: its repair of the gradient of matMul would serve the anchor too.
  const stockGradient = tf.getGradient('BatchMatMul');
  let counted = 0;
  const run = {
    random: philoxStream(1, 1),
    noise: philoxStream(1, 2),
    count: (_: string, amount: number) => {
      counted += amount;
    },
    backend: 'wasm' as const,
  };
  const learner = prepareLearner(problem, params, {}, run)();
  learner.descend({ weight: 1 });
  const flops = 2 * counted;
  tf.unregisterGradient('BatchMatMul');
  tf.registerGradient(stockGradient);

  const model = modelOf(problem, params, {});
  const layout = autoencoderLayout(model);
  const random = philoxStream(1, 1);
  const first = new Float32Array([...glorot(model.encoder, random), ...glorot(model.decoder, random)]);
  const { variables, loss } = stockModel(layout.shapes, first);
  const optimiser = tf.train.adam(RATE);
  const draw = mulberry32(1);
  const pixels = new Float32Array(BATCH * problem.pixels);
  const batch = () => {
    for (let k = 0; k < BATCH; k++) {
      const i = Math.floor(problem.train.count * draw());
      pixels.set(problem.train.images.subarray(i * problem.pixels, (i + 1) * problem.pixels), k * problem.pixels);
    }
    return tf.tensor2d(pixels, [BATCH, problem.pixels]);
  };

  // Both gradients of one batch at the same parameters.
  const difference = tf.tidy(() => {
    const x = batch();
    const noise = tf.tensor2d(Float32Array.from(normals(draw, BATCH * LATENT)), [BATCH, LATENT]);
    const { grads } = tf.variableGrads(() => loss(x, noise));
    const taped = tf.concat1d(variables.map((one) => tf.reshape(grads[one.name] as Tensor, [-1]) as Tensor1D));
    const rate = { weight: 1, freeNats: 0, prior: STANDARD };
    const ours = pack(gradient(model, unpack(tf.tensor1d(first), layout), { x, condition: null, noise }, rate));
    return tf.div(tf.max(tf.abs(tf.sub(ours, taped))), tf.max(tf.abs(taped))).dataSync()[0]!;
  });

  let taken = 0;
  const timed =
    difference < AGREEMENT
      ? await paired({
          pairs,
          sampleMs,
          clock: cpuMs,
          ours: async (repetitions) => {
            for (let k = 0; k < repetitions; k++) {
              learner.descend({ weight: 1 });
              // As in a run: a look at all held-out images every so many steps.
              if (++taken % 20 === 0) await learner.iterate(1).settle?.();
            }
          },
          anchor: (repetitions) => {
            for (let k = 0; k < repetitions; k++) {
              const cost = tf.tidy(() => {
                const x = batch();
                const noise = tf.randomNormal([BATCH, LATENT]) as Tensor2D;
                return optimiser.minimize(() => loss(x, noise), true)!;
              });
              cost.dataSync();
              cost.dispose();
            }
          },
        })
      : null;
  learner.dispose();
  optimiser.dispose();
  tf.dispose(variables);
  if (timed === null)
    return [{ id: 'vae', notMeasured: `our gradient is off the taped one by ${difference.toExponential(1)}` }];
  const epoch = Math.ceil(problem.train.count / BATCH);
  return [
    {
      id: 'vae',
      ours: 'vae: gradients by hand in float32 kernels, held-out numbers every 20 steps',
      anchor: 'tf.variableGrads, tf.train.adam, a readback a step',
      size: `a step of the VAE ${problem.pixels}-${WIDTH}-${LATENT} on the UCI digits, batch ${BATCH}`,
      backend: report.name,
      clock: 'CPU',
      ...timed,
      oursWork: { flops },
      anchorWork: {},
      check: `gradients agree to ${difference.toExponential(1)} of the largest entry`,
      note: `an epoch of ${epoch} steps takes ${((epoch * timed.oursMs.median) / 1000).toFixed(2)} s of CPU time; the importance-weighted bound, every 250 steps, is not in it`,
    },
  ];
}
