import { afterAll, beforeAll, expect, test } from 'vitest';
import { mulberry32, normals } from '../../src/math/random.ts';
import { closeBackend, liveTensors, openBackend, takeGpuError } from '../../src/tensor/backend.ts';
import { currentDevice } from '../../src/tensor/device.ts';
import { closeAdam, flatAdam, openAdam, readAdam } from '../../src/tensor/nn/flat-adam.ts';
import { STANDARD } from '../../src/tensor/nn/gaussian-latent.ts';
import { dense } from '../../src/tensor/nn/layers.ts';
import { openTraining } from '../../src/tensor/nn/training.ts';
import {
  type Autoencoder,
  autoencoderLayout,
  gradient,
  objective,
} from '../../src/tensor/nn/variational-autoencoder.ts';
import { tf } from '../../src/tensor/tf.ts';

// On a software adapter the cost is one compilation a shader, so one network serves all of this.
const PIXELS = 16;
const HIDDEN = 8;
const LATENT = 2;
const BATCH = 8;
const STEPS = 20;

const model: Autoencoder = {
  encoder: {
    layers: [dense(PIXELS, HIDDEN, true), dense(HIDDEN, 2 * LATENT, false)],
    joinAt: -1,
    conditionSize: 0,
  },
  decoder: { layers: [dense(LATENT, HIDDEN, true), dense(HIDDEN, PIXELS, false)], joinAt: -1, conditionSize: 0 },
  prior: null,
  likelihood: 'bernoulli',
  variance: null,
  deterministic: false,
};
const layout = autoencoderLayout(model);
const values = (seed: number, count: number, scale = 1) =>
  Float32Array.from(normals(mulberry32(seed), count), (one) => scale * one);

const open = (asked: 'webgpu' | 'cpu') =>
  openBackend({
    asked,
    gpu: navigator.gpu,
    wasmPaths: '',
    onLost: () => {},
    timeoutMs: 30_000,
    strict: true,
  });

beforeAll(async () => {
  const { adapter } = await open('webgpu');
  console.info(`WebGPU adapter: ${adapter}`);
  tf.env().set('WEBGPU_CPU_FORWARD', false); // or tensors this small are computed on the CPU under the name webgpu
});
afterAll(closeBackend);

/** The same batches and noise every time; `seen` is called after each step with nothing of its own on the device. */
async function train(steps: number, seen: (step: number) => void = () => {}) {
  const rate = { weight: 1, freeNats: 0, prior: STANDARD };
  let state = openAdam(values(1, layout.size, 0.3), layout);
  const batch = (k: number) => ({
    x: tf.tensor2d(
      values(2 * k, BATCH * PIXELS).map((one) => 1 / (1 + Math.exp(-one))),
      [BATCH, PIXELS],
    ),
    condition: null,
    noise: tf.tensor2d(values(2 * k + 1, BATCH * LATENT), [BATCH, LATENT]),
  });
  for (let step = 1; step <= steps; step++) {
    state = flatAdam(state, () => gradient(model, state.tensors, batch(step), rate), layout, 2e-3, step);
    seen(step);
  }
  const loss = tf.tidy(() => objective(model, state.tensors, batch(1000), rate));
  const home = { loss: (await loss.data())[0]!, parameters: await readAdam(state, 'parameters') };
  loss.dispose();
  closeAdam(state);
  return home;
}

test('twenty steps of a VAE on WebGPU are those of the cpu, to float32, and leave nothing behind', async () => {
  const { device } = currentDevice();
  device.pushErrorScope('validation');
  const before = liveTensors();
  const onGpu = await train(STEPS);
  expect(await device.popErrorScope()).toBeNull();
  expect(takeGpuError()).toBeNull();
  expect(liveTensors()).toBe(before);
  await tf.setBackend('cpu');
  const onCpu = await train(STEPS);
  await tf.setBackend('webgpu');
  // exp and the order of sums differ; Adam turns a gradient that is nearly 0 by up to its whole rate.
  expect(Math.abs(onGpu.loss - onCpu.loss)).toBeLessThan(1e-4 * Math.abs(onCpu.loss));
  let far = 0;
  for (const [k, one] of onCpu.parameters.entries()) if (Math.abs(one - onGpu.parameters[k]!) > 1e-3) far++;
  expect(far).toBeLessThan(0.02 * layout.size);
});

test('tensors and bytes on WebGPU are after many steps what they were after a few', async () => {
  const held: { tensors: number; bytes: number }[] = [];
  await train(30, (step) => {
    if (step % 10 !== 0) return;
    const { numTensors, numBytes } = tf.memory();
    held.push({ tensors: numTensors, bytes: numBytes });
  });
  expect(held[1]).toEqual(held[0]);
  expect(held[2]).toEqual(held[0]);
});

test('a training on WebGPU draws its noise there, and another of the same seed takes the same steps to the bit', async () => {
  const before = liveTensors();
  const trained = async (seed: number) => {
    const extents = { rows: BATCH, pixels: PIXELS, axes: LATENT, told: 0 };
    const training = openTraining(model, values(1, layout.size, 0.3), extents, mulberry32(seed));
    expect(training.batch.noise.length).toBe(0);
    for (let step = 1; step <= 3; step++) {
      training.batch.x.fill(0.5);
      training.descend({ weight: 1, freeNats: 0, prior: STANDARD }, 2e-3);
    }
    const last = tf.tidy(() => tf.add(training.tensors()[0]!, 0));
    training.dispose();
    const numbers = (await last.data()).slice();
    last.dispose();
    return numbers;
  };
  const first = await trained(1);
  expect(await trained(1)).toEqual(first);
  expect(await trained(2)).not.toEqual(first);
  expect(liveTensors()).toBe(before);
});
