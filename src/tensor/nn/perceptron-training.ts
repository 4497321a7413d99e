import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random } from '../../math/random.ts';
import { openNoise } from '../kernels/device-noise.ts';
import { tf } from '../tf.ts';
import { type DensePerceptron, openDensePerceptron } from './dense-perceptron.ts';
import { adamOf, closeAdam, flatAdam, openAdam, readAdam } from './flat-adam.ts';
import { layoutOf } from './flat-parameters.ts';
import {
  type Penalty,
  type Perceptron,
  perceptronGradient,
  perceptronNoise,
  perceptronShapes,
} from './gaussian-perceptron.ts';
import { squaredNorm } from './squared-norm.ts';

/** A perceptron with its optimiser, a batch at a time. */
export interface PerceptronTraining {
  /** To be filled before a step: rows × features, rows × outputs (one-hot rows, or values), and noise in the order of `perceptronNoise`; normals that the device draws (webgpu) have empty arrays. */
  readonly x: Float32Array;
  readonly truth: Float32Array;
  readonly noise: readonly Float32Array[];
  /** One step of Adam on the batch; t counts from 1. */
  descend(penalty: Penalty, learningRate: number, t: number): void;
  /** Mean −log p of the last batch, and the squared length of the gradient. */
  seen(): Promise<ArrayLike<number>>;
  /** In the order of `perceptronShapes`. */
  parameters(): Promise<Float32Array>;
  /** Parameters, running means and running squares, one after the other. */
  moments(): Promise<Float32Array>;
  /** Goes on from such numbers with the weights that exist: by layer 1 keeps and 0 removes. */
  restart(moments: Float32Array, masks: readonly Uint8Array[]): void;
  dispose(): void;
}

/**
 * Point weights and local reparameterisation train in the memory of our kernels wherever tensors live on the processor; the other
 * estimators, and webgpu, on tensors. Both take the same steps, to rounding. `random` gives the key of the noise that the device
 * draws, and nothing where it draws none.
 */
export function openPerceptronTraining(
  perceptron: Perceptron,
  first: Float32Array,
  rows: number,
  random: Random,
): PerceptronTraining {
  const dense = tf.getBackend() === 'webgpu' ? null : openDensePerceptron(perceptron, first, rows);
  return dense === null ? onTensors(perceptron, first, rows, random) : inKernels(dense);
}

function inKernels(dense: DensePerceptron): PerceptronTraining {
  let seen: readonly [number, number] = [Number.NaN, Number.NaN];
  return {
    ...dense,
    descend(penalty, learningRate, t) {
      const loss = dense.pass(penalty);
      seen = [loss, dense.squaredSlopes()];
      dense.descend(learningRate, t);
    },
    seen: async () => seen,
    parameters: async () => dense.parameters(),
    moments: async () => dense.moments(),
    dispose: () => {},
  };
}

function onTensors(perceptron: Perceptron, first: Float32Array, rows: number, random: Random): PerceptronTraining {
  const layout = layoutOf(perceptronShapes(perceptron));
  const { sizes } = perceptron;
  const [features, outputs] = [sizes[0]!, sizes.at(-1)!];
  const x = new Float32Array(rows * features);
  const truth = new Float32Array(rows * outputs);
  const noiseShapes = perceptronNoise(perceptron, rows);
  const drawn = tf.getBackend() === 'webgpu' && perceptron.estimator !== 'point' ? openNoise(random) : null;
  // Flipout's second and third arrays of a layer are signs, which come from the caller.
  const onDevice = noiseShapes.map((_, k) => (perceptron.estimator === 'flipout' && k % 3 > 0 ? null : drawn));
  const noise = noiseShapes.map(([height, width], k) => new Float32Array(onDevice[k] ? 0 : height * width));
  let state = openAdam(first, layout);
  let masks: Tensor2D[] | null = null;
  let seen: Tensor | null = null;

  const slopes = (penalty: Penalty): Tensor[] => {
    const batch = {
      x: tf.tensor2d(x, [rows, features]),
      truth: tf.tensor2d(truth, [rows, outputs]),
      noise: noise.map((numbers, k) => onDevice[k]?.(noiseShapes[k]!) ?? tf.tensor2d(numbers, noiseShapes[k])),
    };
    const found = perceptronGradient(perceptron, state.tensors, batch, penalty, masks);
    seen?.dispose();
    seen = tf.keep(tf.stack([found.loss, squaredNorm(found.slopes)]));
    return found.slopes;
  };

  return {
    x,
    truth,
    noise,
    descend(penalty, learningRate, t) {
      state = flatAdam(state, () => slopes(penalty), layout, learningRate, t);
    },
    seen: async () => (await seen!.data()) as Float32Array,
    parameters: () => readAdam(state, 'parameters'),
    moments: () => readAdam(state, 'all'),
    restart(moments, next) {
      closeAdam(state);
      state = adamOf(moments, layout);
      if (masks) tf.dispose(masks);
      masks = next.map((one, l) => tf.tensor2d(Float32Array.from(one), [sizes[l + 1]!, sizes[l]!]));
    },
    dispose() {
      closeAdam(state);
      if (masks) tf.dispose(masks);
      seen?.dispose();
    },
  };
}
