import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { mulberry32, normals } from '../math/random.ts';
import { liveTensors, openBackend, type TensorBackend } from './backend.ts';
import { tf } from './tf.ts';
import { repairWasmGradients } from './wasm-gradients.ts';

const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;
const open = (asked: TensorBackend) =>
  openBackend({ asked, gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });

const random = (seed: number, shape: number[]): Tensor =>
  tf.tensor(
    Float32Array.from(
      normals(
        mulberry32(seed),
        shape.reduce((p, q) => p * q, 1),
      ),
    ),
    shape,
  );

/** Values of Σ sin-weighted outputs' gradients in both operands, and how many tensors the computation left. */
async function gradientsOf(apply: (p: Tensor, q: Tensor) => Tensor, shapes: [number[], number[]]) {
  const before = liveTensors();
  const [p, q] = [random(1, shapes[0]), random(2, shapes[1])];
  const dy = tf.tidy(() => random(3, apply(p, q).shape));
  const both = tf.grads((p: Tensor, q: Tensor) => apply(p, q))([p, q], dy);
  const values = await Promise.all(both.map(async (gradient) => [...(await gradient.data())]));
  tf.dispose([p, q, dy, ...both]);
  expect(liveTensors()).toBe(before);
  return values;
}

function expectClose(actual: number[][], expected: number[][]) {
  for (const [k, values] of actual.entries()) {
    expect(values.length).toBe(expected[k]!.length);
    const size = Math.max(...expected[k]!.map(Math.abs));
    // float32 sums of a few dozen products
    for (const [i, value] of values.entries()) expect(Math.abs(value - expected[k]![i]!)).toBeLessThan(2e-6 * size);
  }
}

// Before the repair, so that the reference is the gradient tfjs ships.
const products: [boolean, boolean][] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
];
const product = (transposeA: boolean, transposeB: boolean) => {
  const shapes: [number[], number[]] = [transposeA ? [2, 4, 3] : [2, 3, 4], transposeB ? [2, 5, 4] : [2, 4, 5]];
  return gradientsOf((p, q) => tf.matMul(p, q, transposeA, transposeB), shapes);
};
const stock: number[][][] = [];

beforeAll(async () => {
  await open('cpu');
  for (const [transposeA, transposeB] of products) stock.push(await product(transposeA, transposeB));
  repairWasmGradients();
  repairWasmGradients();
});

test.each(products.map((flags, k) => [...flags, k] as const))(
  'the gradient of matMul equals the stock one (transposed: %s, %s)',
  async (transposeA, transposeB, k) => {
    await open('wasm');
    expectClose(await product(transposeA, transposeB), stock[k]!);
  },
);

test.each([
  [1, 'same'],
  [2, 'same'],
  [1, 'valid'],
  [2, 'valid'],
] as const)('the gradient of a convolution in its filter equals the cpu one, stride %i, %s', async (stride, pad) => {
  const shapes: [number[], number[]] = [
    [2, 7, 6, 3],
    [3, 2, 3, 4],
  ];
  const convolve = (x: Tensor, filter: Tensor) => tf.conv2d(x as Tensor4D, filter as Tensor4D, stride, pad);
  await open('cpu');
  const expected = await gradientsOf(convolve, shapes);
  await open('wasm');
  expectClose(await gradientsOf(convolve, shapes), expected);
});
