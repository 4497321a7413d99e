import { afterAll, beforeAll, expect, test } from 'vitest';
import { mulberry32, normals } from '../../src/math/random.ts';
import { closeBackend, liveTensors, openBackend, takeGpuError } from '../../src/tensor/backend.ts';
import { currentDevice } from '../../src/tensor/device.ts';
import { closeAdam, flatAdam, openAdam, readAdam } from '../../src/tensor/nn/flat-adam.ts';
import { layoutOf } from '../../src/tensor/nn/flat-parameters.ts';
import {
  type Perceptron,
  perceptronGradient,
  perceptronNoise,
  perceptronShapes,
} from '../../src/tensor/nn/gaussian-perceptron.ts';
import { openPerceptronTraining } from '../../src/tensor/nn/perceptron-training.ts';
import { squaredNorm } from '../../src/tensor/nn/squared-norm.ts';
import { tf } from '../../src/tensor/tf.ts';

// On a software adapter the cost is one compilation a shader, so the networks are small and few.
const SIZES = [4, 8, 3];
const ROWS = 8;
const STEPS = 20;

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

const perceptronOf = (estimator: Perceptron['estimator'], tanh = false): Perceptron => ({
  sizes: SIZES,
  activation: tanh ? 'tanh' : 'relu',
  likelihood: tanh ? { kind: 'gaussian', sd: 0.5 } : { kind: 'softmax' },
  estimator,
});

/** The same batch and the same noise of each step every time; the first layer has lost half of its weights. */
async function train(perceptron: Perceptron, steps: number, seen: (step: number) => void = () => {}) {
  const layout = layoutOf(perceptronShapes(perceptron));
  const shapes = perceptronNoise(perceptron, ROWS);
  const x = tf.tensor2d(values(1, ROWS * SIZES[0]!), [ROWS, SIZES[0]!]);
  const truth = tf.tensor2d(
    Array.from({ length: ROWS * 3 }, (_, k) => (k % 3 === Math.floor(k / 3) % 3 ? 1 : 0)),
    [ROWS, 3],
  );
  const masks = SIZES.slice(1).map((outputs, l) =>
    tf.tensor2d(
      Array.from({ length: outputs * SIZES[l]! }, (_, k) => (l === 0 && k % 2 === 0 ? 0 : 1)),
      [outputs, SIZES[l]!],
    ),
  );
  const penalty = { weight: 0.05, priorSd: 0.5, decay: 0.1 };
  const gradient = (step: number) => {
    const noise = shapes.map(([height, width], k) => {
      const drawn = values(100 * step + k, height * width);
      const signs = perceptron.estimator === 'flipout' && k % 3 > 0;
      return tf.tensor2d(signs ? drawn.map(Math.sign) : drawn, [height, width]);
    });
    return perceptronGradient(perceptron, state.tensors, { x, truth, noise }, penalty, masks);
  };
  let state = openAdam(values(2, layout.size, 0.5), layout);
  for (let step = 1; step <= steps; step++) {
    state = flatAdam(state, () => gradient(step).slopes, layout, 1e-2, step);
    seen(step);
  }
  const looked = tf.tidy(() => {
    const { loss, slopes } = gradient(steps + 1);
    return tf.stack([loss, squaredNorm(slopes)]);
  });
  const home = { looked: await looked.data(), parameters: await readAdam(state, 'parameters') };
  tf.dispose([x, truth, looked, ...masks]);
  closeAdam(state);
  return home;
}

test.each([perceptronOf('localReparameterisation'), perceptronOf('flipout', true), perceptronOf('bayesByBackprop')])(
  'twenty steps on WebGPU are those of the cpu, to float32, and leave nothing behind: %o',
  async (perceptron) => {
    const { device } = currentDevice();
    device.pushErrorScope('validation');
    const before = liveTensors();
    const held: { tensors: number; bytes: number }[] = [];
    const onGpu = await train(perceptron, STEPS, (step) => {
      const { numTensors, numBytes } = tf.memory();
      if (step % 10 === 0) held.push({ tensors: numTensors, bytes: numBytes });
    });
    expect(held[1]).toEqual(held[0]);
    expect(await device.popErrorScope()).toBeNull();
    expect(takeGpuError()).toBeNull();
    expect(liveTensors()).toBe(before);
    await tf.setBackend('cpu');
    const onCpu = await train(perceptron, STEPS);
    await tf.setBackend('webgpu');
    // exp and the order of sums differ; Adam turns a gradient that is nearly 0 by up to its whole rate.
    onCpu.looked.forEach((one, k) => {
      expect(Math.abs(onGpu.looked[k]! - one)).toBeLessThan(1e-3 * (1 + Math.abs(one)));
    });
    const far = onCpu.parameters.filter((one, k) => Math.abs(one - onGpu.parameters[k]!) > 1e-3);
    expect(far.length).toBeLessThan(0.02 * onCpu.parameters.length);
  },
);

test('a training on WebGPU draws its normals there, and another of the same seed takes the same steps to the bit', async () => {
  const before = liveTensors();
  const perceptron = perceptronOf('flipout', true);
  const trained = async (seed: number) => {
    const size = layoutOf(perceptronShapes(perceptron)).size;
    const training = openPerceptronTraining(perceptron, values(2, size, 0.5), ROWS, mulberry32(seed));
    // Signs come from the caller.
    expect(training.noise.map(({ length }) => length > 0)).toEqual([false, true, true, false, true, true]);
    for (const signs of training.noise) signs.fill(1);
    training.x.set(values(1, training.x.length));
    training.truth.fill(0.5);
    for (let step = 1; step <= 3; step++) training.descend({ weight: 0.05, priorSd: 0.5, decay: 0 }, 1e-2, step);
    const found = [await training.parameters(), Float32Array.from(await training.seen())];
    const all = await training.moments();
    expect(all.subarray(0, size)).toEqual(found[0]);
    training.restart(
      all,
      SIZES.slice(1).map((outputs, l) => new Uint8Array(outputs * SIZES[l]!).fill(1)),
    );
    expect(await training.parameters()).toEqual(found[0]);
    training.dispose();
    return found;
  };
  const first = await trained(1);
  expect(await trained(1)).toEqual(first);
  expect(await trained(2)).not.toEqual(first);
  expect(liveTensors()).toBe(before);
});
