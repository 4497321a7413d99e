import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import type { Layer } from './layers.ts';

/** Layers one after the other; at layer `joinAt` a condition is appended to the rows that enter it. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly joinAt: number;
  readonly conditionSize: number;
}

/** Weights of a network: kernel and bias of each layer in turn. */
export type Weights = readonly Tensor[];

/** What a forward pass leaves for the backward one: what entered each layer, and what left the last. */
export interface Trace {
  readonly entered: readonly Tensor2D[];
  readonly left: readonly Tensor2D[];
  readonly output: Tensor2D;
}

/** Shapes of kernels and biases, layer after layer. */
export const weightShapes = ({ layers }: Network): number[][] =>
  layers.flatMap(({ kernelShape, biasLength }) => [[...kernelShape], [biasLength]]);

export function forward(network: Network, weights: Weights, x: Tensor2D, condition: Tensor2D | null): Trace {
  const entered: Tensor2D[] = [];
  const left: Tensor2D[] = [];
  let rows = x;
  network.layers.forEach((layer, k) => {
    if (condition !== null && k === network.joinAt) rows = tf.concat([rows, condition], 1);
    entered.push(rows);
    rows = layer.forward(rows, weights[2 * k]!, weights[2 * k + 1] as Tensor1D);
    left.push(rows);
  });
  return { entered, left, output: rows };
}

/** Gradients of the weights in their order, and of the input where wanted (without the condition). */
export function backward(
  network: Network,
  weights: Weights,
  { entered, left }: Trace,
  dOutput: Tensor2D,
  wantInput: boolean,
): { input: Tensor2D | null; weights: Tensor[] } {
  const gradients: Tensor[] = [];
  let slope: Tensor2D = dOutput;
  for (let k = network.layers.length - 1; k >= 0; k--) {
    const wanted = wantInput || k > 0;
    const { input, kernel, bias } = network.layers[k]!.backward(entered[k]!, left[k]!, slope, weights[2 * k]!, wanted);
    gradients.unshift(kernel, bias);
    if (input === null) break;
    const joined = k === network.joinAt && network.conditionSize > 0;
    slope = joined ? tf.slice(input, [0, 0], [-1, input.shape[1] - network.conditionSize]) : input;
  }
  return { input: wantInput ? slope : null, weights: gradients };
}
