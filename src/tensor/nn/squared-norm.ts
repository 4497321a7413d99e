import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';

const inMemory = memoryKernel('SquaredNorm', (inputs, [out]) => {
  let total = 0;
  for (const input of inputs) total += sumOfSquares(input);
  out![0] = total;
});

/** Apart from the kernel, so that its loop stays one function of one kind of array. */
function sumOfSquares(values: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]! * values[k]!;
  return sum;
}

/** Σ over all numbers of all tensors of their squares. */
export const squaredNorm = (tensors: readonly Tensor[]): Scalar =>
  (inMemory(tensors, [[]], {})?.[0] as Scalar | undefined) ??
  (tf.addN(tensors.map((tensor) => tf.sum(tf.square(tensor)))) as Scalar);
