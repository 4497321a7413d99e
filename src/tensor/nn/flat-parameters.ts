import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Random } from '../../math/random.ts';
import { tf } from '../tf.ts';
import { type Network, weightShapes } from './network.ts';

/** Where each tensor of weights lies in one flat array. */
export interface Layout {
  readonly shapes: readonly (readonly number[])[];
  readonly size: number;
}

const product = (shape: readonly number[]): number => shape.reduce((total, extent) => total * extent, 1);

export const layoutOf = (shapes: readonly (readonly number[])[]): Layout => ({
  shapes,
  size: shapes.reduce((total, shape) => total + product(shape), 0),
});

/** The tensors that a flat one holds (its first `size` numbers), by the layout's order. */
export function unpack(flat: Tensor1D, { shapes }: Layout): Tensor[] {
  let at = 0;
  return shapes.map((shape) => {
    const length = product(shape);
    const part = tf.slice(flat, at, length);
    at += length;
    return shape.length === 1 ? part : tf.reshape(part, [...shape]);
  });
}

/** One flat tensor of tensors in the layout's order. */
export const pack = (tensors: readonly Tensor[]): Tensor1D =>
  tf.concat1d(tensors.map((tensor) => tf.reshape(tensor, [-1]) as Tensor1D));

/** Glorot-uniform kernels (Glorot & Bengio 2010) and zero biases, in the order of `weightShapes`. */
export function glorot(network: Network, random: Random): Float32Array {
  const shapes = weightShapes(network);
  const out = new Float32Array(layoutOf(shapes).size);
  let at = 0;
  network.layers.forEach(({ fanIn, fanOut }, k) => {
    const bound = Math.sqrt(6 / (fanIn + fanOut));
    const length = product(shapes[2 * k]!);
    for (let i = 0; i < length; i++) out[at + i] = bound * (2 * random() - 1);
    at += length + product(shapes[2 * k + 1]!);
  });
  return out;
}
