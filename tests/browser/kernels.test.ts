import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOptimiser } from '../../src/math/optimisers.ts';
import { mulberry32, normals, philox } from '../../src/math/random.ts';
import { closeBackend, liveTensors, openBackend, takeGpuError } from '../../src/tensor/backend.ts';
import { currentDevice } from '../../src/tensor/device.ts';
import { drawNormals, normalsTwin, openNoise, pairsOf } from '../../src/tensor/kernels/device-noise.ts';
import { drawPhilox } from '../../src/tensor/kernels/philox.ts';
import { openSoftminLoop, openTwin } from '../../src/tensor/kernels/row-softmin.ts';
import { openComposed } from '../../src/tensor/kernels/row-softmin-composed.ts';
import type { SoftminProblem } from '../../src/tensor/kernels/softmin-problem.ts';
import { testClouds } from '../../src/tensor/kernels/test-clouds.ts';
import { closeAdam, flatAdam, openAdam, readAdam } from '../../src/tensor/nn/flat-adam.ts';
import { layoutOf } from '../../src/tensor/nn/flat-parameters.ts';
import { tf } from '../../src/tensor/tf.ts';

// A forced webgpu accepts the software adapter of a machine without a GPU: cost follows the number of shaders.

beforeAll(async () => {
  const report = await openBackend({
    asked: 'webgpu',
    gpu: navigator.gpu,
    wasmPaths: '',
    onLost: () => {},
    timeoutMs: 30_000,
    strict: true,
  });
  expect(report.name).toBe('webgpu');
  console.info(`WebGPU adapter: ${report.adapter}`);
});

afterAll(closeBackend);

/** Runs `work` with validation errors caught on the device; a kernel the device refuses keeps its old numbers. */
async function validated<T>(work: () => Promise<T>): Promise<T> {
  const { device } = currentDevice();
  device.pushErrorScope('validation');
  const result = await work();
  expect(await device.popErrorScope()).toBeNull();
  expect(takeGpuError()).toBeNull();
  return result;
}

const difference = (p: Float64Array, q: Float64Array) =>
  p.reduce((most, value, k) => Math.max(most, Math.abs(value - q[k]!)), 0);
const largest = (p: Float64Array) => p.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

async function compare(problem: SoftminProblem, iterations: number) {
  const twin = openTwin(problem, Float64Array);
  for (let k = 0; k < iterations; k++) await twin.step();
  const expected = await twin.read();
  const actual = await validated(async () => {
    const loop = await openSoftminLoop('webgpu', problem);
    for (let k = 0; k < iterations; k++) await loop.step();
    const potentials = await loop.read();
    loop.dispose();
    return potentials;
  });
  // float32 keeps 6e-8 of the largest potential per half-step; exp2 and log2 of WGSL may be off by a few units more.
  const bound = 2e-6 * Math.max(problem.eps, largest(expected.f) + largest(expected.g));
  expect(difference(actual.f, expected.f)).toBeLessThan(bound);
  expect(difference(actual.g, expected.g)).toBeLessThan(bound);
}

describe('the fused row softmin agrees with its float64 twin', () => {
  test.each([
    [1, 1, 2],
    [3, 1, 2],
    [1, 63, 2],
    [65, 3, 2],
    [63, 65, 2],
    [200, 173, 2],
    [63, 65, 1],
    [65, 63, 3],
    [30, 41, 17],
  ])('on %i × %i points in %i dimensions', async (n, m, d) => {
    const before = liveTensors();
    await compare(testClouds(n, m, d, d === 17 ? { eps: 0.5 } : {}), 3);
    expect(liveTensors()).toBe(before);
  });

  test.each([1e-5, 1e-3, 10])('at eps = %f', (eps) => compare(testClouds(65, 63, 2, { eps }), 3));

  test('with a factor and the Euclidean ground cost', () =>
    compare(testClouds(33, 41, 2, { ground: 'euclidean', factor: 0.3 }), 3));

  test('with the city-block ground cost', () => compare(testClouds(33, 41, 2, { ground: 'cityblock' }), 3));

  // A lane takes every 64th quad of columns, so up to five of them here; far ones come first, so its maximum mostly rises.
  test.each([
    [3, 600, 0.5, 1],
    [4, 1024, 0.5, 1],
    [5, 1100, 0.5, 1],
    [5, 1001, 3, 1],
    [5, 1001, 0.5, 3],
  ])('on %i rows and %i columns that come nearer from %f away, %i iterations', (n, m, reach, iterations) => {
    const { y } = testClouds(n, m, 2);
    const nearer = y.map((value, at) => 3 + 0.2 * (value - 3.5) + reach * (1 - Math.floor(at / 2) / m));
    return compare(testClouds(n, m, 2, { y: nearer }), iterations);
  });

  test('and at a fixed point of the iteration', () => compare(testClouds(40, 37, 2, { eps: 0.3 }), 60));
});

test('what is read is the last complete iteration when the next is stopped inside', async () => {
  const before = liveTensors();
  const loop = await openSoftminLoop('webgpu', testClouds(420, 420, 2));
  await loop.step();
  const complete = await loop.read();
  for (const part of loop.parts()) {
    await part;
    break;
  }
  expect(await loop.read()).toEqual(complete);
  await loop.step();
  expect(await loop.read()).not.toEqual(complete);
  loop.dispose();
  expect(liveTensors()).toBe(before);
});

test('an iterate is the same whether those before it were read, in the batches ahead of a reader or one by one', async () => {
  const before = liveTensors();
  const problem = testClouds(20, 24, 2);
  await validated(async () => {
    const read = await openSoftminLoop('webgpu', problem);
    // Far apart and near: inside a batch that came home, in the one behind it, and after both.
    const waits = [1, 1, 1, 1, 5, 1, 40, 2, 120, 1];
    let step = 0;
    for (const wait of waits) {
      for (let k = 0; k < wait; k++) await read.step();
      step += wait;
      const unread = await openSoftminLoop('webgpu', problem);
      for (let k = 0; k < step; k++) await unread.step();
      expect(await read.read()).toEqual(await unread.read());
      expect(await read.read()).toEqual(await unread.read());
      unread.dispose();
    }
    await read.step();
    read.dispose();
  });
  expect(liveTensors()).toBe(before);
});

test('composed tfjs operations on the same device agree with the fused kernel', async () => {
  tf.env().set('WEBGPU_CPU_FORWARD', false); // or tensors this small are computed on the CPU under the name webgpu
  const before = liveTensors();
  const problem = testClouds(31, 33, 2);
  await validated(async () => {
    const fused = await openSoftminLoop('webgpu', problem);
    const composed = await openComposed(problem);
    await fused.step();
    await composed.step();
    const [p, q] = [await fused.read(), await composed.read()];
    fused.dispose();
    composed.dispose();
    expect(difference(p.f, q.f)).toBeLessThan(2e-6 * (largest(q.f) + largest(q.g)));
    expect(difference(p.g, q.g)).toBeLessThan(2e-6 * (largest(q.f) + largest(q.g)));
  });
  expect(liveTensors()).toBe(before);
});

test.each([1, 3, 63, 65, 200 * 173])('flat Adam on %i parameters takes the steps of Adam in float64', async (count) => {
  const before = liveTensors();
  const parameters = normals(mulberry32(1), count);
  const optimiser = createOptimiser('adam', [parameters]);
  const layout = layoutOf([[count]]);
  const found = await validated(async () => {
    let state = openAdam(Float32Array.from(parameters), layout);
    for (let step = 1; step <= 8; step++) {
      // Gradients of very different sizes.
      const gradient = normals(mulberry32(step + 1), count).map((value, k) => value * 10 ** ((k % 7) - 4));
      optimiser.step([gradient], 0.01);
      state = flatAdam(state, () => [tf.tensor1d(Float32Array.from(gradient))], layout, 0.01, step);
    }
    const moved = await readAdam(state, 'parameters');
    closeAdam(state);
    return moved;
  });
  // Eight steps of 0.01, each off by a few 1e-7 of it, and the rounding of parameters of size 4.
  for (let k = 0; k < count; k++) expect(Math.abs(found[k]! - parameters[k]!)).toBeLessThan(2e-6);
  expect(liveTensors()).toBe(before);
});

describe('philox on the device', () => {
  test('gives the published known answers', async () => {
    const zero = await validated(() => drawPhilox({ key: 0, first: 0, high: 0, count: 1 }));
    expect([...zero]).toEqual([0xff1dae59, 0x6cd10df2]);
    const pi = await validated(() => drawPhilox({ key: 0x13198a2e, first: 0x243f6a88, high: 0x85a308d3, count: 1 }));
    expect([...pi]).toEqual([0xdd7ce038, 0xf62a4c12]);
  });

  test('gives the integers of the TypeScript generator, also where the counter wraps', async () => {
    const before = liveTensors();
    for (const { key, first, high } of [
      { key: 1, first: 0, high: 2 },
      { key: 0xdeadbeef, first: 0xffffffc0, high: 1 },
    ]) {
      const drawn = await validated(() => drawPhilox({ key, first, high, count: 130 }));
      const expected = Array.from({ length: 130 }, (_, k) => philox(key, (first + k) >>> 0, high)).flat();
      expect([...drawn]).toEqual(expected);
    }
    expect(liveTensors()).toBe(before);
  });
});

describe('normals drawn on the device', () => {
  /** Numbers of a draw in the shape of a row. */
  const drawn = (place: Parameters<typeof drawNormals>[0], count: number) =>
    validated(async () => {
      const tensor = drawNormals(place, [1, count]);
      const numbers = Float64Array.from(await tensor.data());
      tensor.dispose();
      return numbers;
    });

  test.each([1, 2, 3, 4, 63, 64, 65, 200 * 173])('%i of them agree with the float64 twin', async (count) => {
    const before = liveTensors();
    // The second draw has the wrap of the counter's low word inside where it is long enough.
    for (const counter of [0, 2 ** 32 - 17]) {
      const place = { key: 0x9abcdef0, stream: 3, counter };
      const [found, expected] = [await drawn(place, count), normalsTwin(place, count)];
      expect(found.length).toBe(count);
      for (let k = 0; k < count; k++) expect(Math.abs(found[k]! - expected[k]!)).toBeLessThan(1e-5);
    }
    expect(liveTensors()).toBe(before);
  });

  test('their first four moments are those of the standard normal, to four standard errors', async () => {
    const count = 65_536;
    const numbers = await drawn({ key: 3, stream: 3, counter: 0 }, count);
    for (const [power, mean, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const) {
      const found = numbers.reduce((sum, one) => sum + one ** power, 0) / count;
      expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
    }
  });

  test('draws of a run follow one another, and another run has the same bits', async () => {
    const shapes = [
      [1, 1],
      [7, 9],
      [4, 16],
      [5, 13],
    ] as const;
    const draws = async () => {
      const next = openNoise(mulberry32(8));
      const tensors = shapes.map((shape) => next(shape));
      const numbers = await Promise.all(tensors.map(async (tensor) => Float64Array.from(await tensor.data())));
      tf.dispose(tensors);
      return numbers;
    };
    const [first, second] = [await validated(draws), await validated(draws)];
    expect(second).toEqual(first);
    const key = Math.floor(mulberry32(8)() * 2 ** 32);
    let counter = 0;
    for (const numbers of first) {
      const expected = normalsTwin({ key, stream: 3, counter }, numbers.length);
      numbers.forEach((found, k) => {
        expect(Math.abs(found - expected[k]!)).toBeLessThan(1e-5);
      });
      counter += pairsOf(numbers.length);
    }
  });
});
