import type { Tensor2D } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';

export type Activation = 'relu' | 'tanh' | 'linear';

/** As a number, for the kernels' settings. */
export const ACTIVATION_CODE: Readonly<Record<Activation, number>> = { linear: 0, relu: 1, tanh: 2 };

export const activated = (h: Tensor2D, activation: Activation): Tensor2D =>
  activation === 'linear' ? h : activation === 'relu' ? tf.relu(h) : tf.tanh(h);

const backInMemory = memoryKernel('ActivationGradient', ([y, dy], [out], { code }) => {
  if (code === 1) for (let k = 0; k < out!.length; k++) out![k] = y![k]! > 0 ? dy![k]! : 0;
  else for (let k = 0; k < out!.length; k++) out![k] = dy![k]! * (1 - y![k]! * y![k]!);
});

/** From the gradient in y = a(h) to that in h: where the unit was active, or times 1 − y². */
export function throughActivation(y: Tensor2D, dy: Tensor2D, activation: Activation): Tensor2D {
  if (activation === 'linear') return dy;
  const found = backInMemory([y, dy], [y.shape], { code: ACTIVATION_CODE[activation] });
  if (found !== null) return found[0] as Tensor2D;
  return tf.mul(dy, activation === 'relu' ? tf.step(y) : tf.sub(1, tf.square(y)));
}
