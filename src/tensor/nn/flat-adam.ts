import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';
import {
  type AdamSettings,
  descendOnWebgpu,
  EPSILON,
  MEAN_DECAY,
  SQUARE_DECAY,
  viewOnWebgpu,
} from './adam-on-webgpu.ts';
import { type Layout, unpack } from './flat-parameters.ts';

/** Parameters one by one, with what Adam keeps of them. */
export interface AdamState {
  /** On webgpu they are views of `held`: for operations only, since `data()` would bring home all that lies there. */
  readonly tensors: readonly Tensor[];
  /** Rows of parameters, running means and running squares: 3 × size for each tensor on webgpu, elsewhere 3 × P for all. */
  readonly held: readonly Tensor2D[];
}

/** The state before the first step; `first` are the parameters, flat. */
export function openAdam(first: Float32Array, layout: Layout): AdamState {
  const all = new Float32Array(3 * layout.size);
  all.set(first.subarray(0, layout.size));
  return adamOf(all, layout);
}

/** A state of given numbers: parameters, running means and running squares, one after the other. */
export function adamOf(all: Float32Array, layout: Layout): AdamState {
  const { size, shapes } = layout;
  if (tf.getBackend() !== 'webgpu') {
    const held = tf.tensor2d(all, [3, size]);
    const flat = () => tf.reshape(tf.slice(held, [0, 0], [1, -1]), [-1]) as Tensor1D;
    return { held: [held], tensors: tf.tidy(() => unpack(flat(), layout)) };
  }
  let at = 0;
  const held = shapes.map((shape) => {
    const length = shape.reduce((total, extent) => total * extent, 1);
    const own = new Float32Array(3 * length);
    for (let row = 0; row < 3; row++) {
      own.set(all.subarray(row * size + at, row * size + at + length), row * length);
    }
    at += length;
    return tf.tensor2d(own, [3, length]);
  });
  return { held, tensors: held.map((one, k) => viewOnWebgpu(one, shapes[k]!)) };
}

/** Parameters alone (P numbers), or with running means and running squares after them (3 P), in the layout's order. */
export async function readAdam({ held }: AdamState, what: 'parameters' | 'all'): Promise<Float32Array> {
  // Slices are copies: what `held` has stays on the device.
  const rows = held.map((one) => tf.slice(one, [0, 0], [what === 'all' ? 3 : 1, -1]));
  const home = tf.tidy(() => tf.concat(rows, 1));
  tf.dispose(rows);
  const numbers = (await home.data()) as Float32Array;
  home.dispose();
  return numbers.slice();
}

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1, β = 0.9, 0.999, ε = 1e-8) on all parameters at once, with the gradients
 * that `slopes` computes; returns the next state in new tensors and disposes the old ones. Stock Adam takes some 12
 * operations a variable where this is one kernel on wasm and cpu (plain loops on their memory) and one a variable on webgpu.
 */
export function flatAdam(
  state: AdamState,
  slopes: () => readonly Tensor[],
  layout: Layout,
  learningRate: number,
  step: number,
): AdamState {
  const settings = { rate: learningRate / (1 - MEAN_DECAY ** step), correction: 1 / (1 - SQUARE_DECAY ** step) };
  const { shapes, size } = layout;
  const next = tf.tidy((): Tensor[] => {
    const gradients = slopes();
    const found = inMemory([...state.held, ...gradients], [[3, size], ...shapes], settings);
    if (found !== null) return found;
    const held = state.held.map((one, k) => descendOnWebgpu(one, gradients[k]!, settings));
    return [...held, ...held.map((one, k) => viewOnWebgpu(one, shapes[k]!))];
  });
  closeAdam(state);
  const count = state.held.length;
  return { held: next.slice(0, count) as Tensor2D[], tensors: next.slice(count) };
}

export function closeAdam({ held, tensors }: AdamState): void {
  tf.dispose([...held, ...tensors]);
}

const inMemory = memoryKernel('AdamInMemory', ([moments, ...gradients], [next, ...tensors], settings) => {
  let at = 0;
  gradients.forEach((gradient, k) => {
    update(moments!, gradient, at, next!, tensors[k]!, settings as unknown as AdamSettings);
    at += gradient.length;
  });
});

/** Apart from the kernel, so that its loop stays one function of one kind of array. */
function update(
  moments: Float32Array,
  gradient: Float32Array,
  at: number,
  next: Float32Array,
  tensor: Float32Array,
  { rate, correction }: AdamSettings,
): void {
  const size = moments.length / 3;
  for (let k = 0; k < gradient.length; k++) {
    const i = at + k;
    const g = gradient[k]!;
    const mean = MEAN_DECAY * moments[size + i]! + (1 - MEAN_DECAY) * g;
    const square = SQUARE_DECAY * moments[2 * size + i]! + (1 - SQUARE_DECAY) * g * g;
    const value = moments[i]! - (rate * mean) / (Math.sqrt(square * correction) + EPSILON);
    next[i] = value;
    tensor[k] = value;
    next[size + i] = mean;
    next[2 * size + i] = square;
  }
}
