import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random } from '../../math/random.ts';
import { openNoise } from '../kernels/device-noise.ts';
import { tf } from '../tf.ts';
import { type BatchNumbers, type DenseAutoencoder, openDenseAutoencoder } from './dense-autoencoder.ts';
import { closeAdam, flatAdam, openAdam } from './flat-adam.ts';
import { type Layout, unpack } from './flat-parameters.ts';
import { type Autoencoder, autoencoderLayout, gradient, type Rate } from './variational-autoencoder.ts';

/** An autoencoder with its optimiser, a batch at a time. */
export interface Training {
  /** The next batch, to be filled before `descend`; `noise` is empty where the device draws it (webgpu). */
  readonly batch: BatchNumbers;
  /** One step of Adam on the batch. */
  descend(rate: Rate, learningRate: number): void;
  /** The parameters in the order of `autoencoderLayout`; gone with the next step. */
  tensors(): readonly Tensor[];
  dispose(): void;
}

export interface Extents {
  readonly rows: number;
  readonly pixels: number;
  /** Numbers of the code, and of the condition of an example; 0 where there is none. */
  readonly axes: number;
  readonly told: number;
}

/**
 * Dense networks train in the memory of our kernels wherever tensors live on the processor; on webgpu, and with convolutions, on
 * tensors. Both take the same steps, to rounding. `first` are the parameters to begin with; `random` gives the key of the noise
 * that the device draws, and nothing where it draws none.
 */
export function openTraining(model: Autoencoder, first: Float32Array, extents: Extents, random: Random): Training {
  const layout = autoencoderLayout(model);
  const dense = tf.getBackend() === 'webgpu' ? null : openDenseAutoencoder(model, first, extents);
  return dense === null ? onTensors(model, first, layout, extents, random) : inKernels(dense, layout);
}

function inKernels(dense: DenseAutoencoder, layout: Layout): Training {
  let tensors: readonly Tensor[] | null = null;
  let steps = 0;
  /** The prior's variances as they were last given, here and there. */
  let given: Tensor2D | null = null;
  let variance: Float32Array | null = null;
  const forget = () => {
    if (tensors) tf.dispose([...tensors]);
    tensors = null;
  };
  return {
    batch: dense.batch,
    descend({ weight, freeNats, prior }, learningRate) {
      forget();
      if (prior.variance !== given) {
        given = prior.variance;
        variance = given && (given.dataSync() as Float32Array).slice();
      }
      dense.pass({ weight, freeNats, variance });
      dense.descend(learningRate, ++steps);
    },
    tensors() {
      tensors ??= tf.tidy(() => unpack(tf.tensor1d(dense.parameters.slice()), layout)).map((one) => tf.keep(one));
      return tensors;
    },
    dispose: forget,
  };
}

function onTensors(
  model: Autoencoder,
  first: Float32Array,
  layout: Layout,
  { rows, pixels, axes, told }: Extents,
  random: Random,
): Training {
  const drawn = tf.getBackend() === 'webgpu' && !model.deterministic ? openNoise(random) : null;
  const x = new Float32Array(rows * pixels);
  const condition = new Float32Array(rows * told);
  const noise = new Float32Array(drawn ? 0 : rows * axes);
  let state = openAdam(first, layout);
  let steps = 0;
  return {
    batch: { x, condition, noise },
    descend(rate, learningRate) {
      const slopes = () => {
        const batch = {
          x: tf.tensor2d(x, [rows, pixels]),
          condition: told > 0 ? tf.tensor2d(condition, [rows, told]) : null,
          noise: drawn ? drawn([rows, axes]) : tf.tensor2d(noise, [rows, axes]),
        };
        return gradient(model, state.tensors, batch, rate);
      };
      state = flatAdam(state, slopes, layout, learningRate, ++steps);
    },
    tensors: () => state.tensors,
    dispose: () => closeAdam(state),
  };
}
