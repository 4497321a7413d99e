import type { Tensor2D } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';
import { ACTIVATION_CODE, type Activation, activated, throughActivation } from './activations.ts';

/** Under the root, so that its slope is finite where all inputs are 0. */
const FLOOR = 1e-8;

const noiseInMemory = memoryKernel('LocalNoise', ([m, v, noise], [y, squares], { code }) => {
  for (let k = 0; k < y!.length; k++) {
    const h = m![k]! + Math.sqrt(v![k]! + FLOOR) * noise![k]!;
    const value = code === 1 ? Math.max(0, h) : code === 2 ? Math.tanh(h) : h;
    y![k] = value;
    squares![k] = value * value;
  }
});

/** y = a( m + √(v + 10⁻⁸) ∘ ε ) and its squares, for the next layer. */
export function localNoise(
  m: Tensor2D,
  v: Tensor2D,
  noise: Tensor2D,
  activation: Activation,
): { x: Tensor2D; squares: Tensor2D } {
  const found = noiseInMemory([m, v, noise], [m.shape, m.shape], { code: ACTIVATION_CODE[activation] });
  if (found !== null) return { x: found[0] as Tensor2D, squares: found[1] as Tensor2D };
  const y = activated(tf.add(m, tf.mul(tf.sqrt(tf.add(v, FLOOR)), noise)), activation);
  return { x: y, squares: tf.square(y) };
}

const gradientInMemory = memoryKernel('LocalNoiseGradient', (inputs, [dm, dv], { code }) => {
  const [y, v, noise, plain, ofSquares] = inputs as Float32Array[];
  for (let k = 0; k < y!.length; k++) {
    const value = y![k]!;
    const dy = ofSquares === undefined ? plain![k]! : plain![k]! + 2 * value * ofSquares[k]!;
    const dh = code === 1 ? (value > 0 ? dy : 0) : code === 2 ? dy * (1 - value * value) : dy;
    dm![k] = dh;
    dv![k] = (0.5 * dh * noise![k]!) / Math.sqrt(v![k]! + FLOOR);
  }
});

/** Gradients in m and v from that in y, which comes as plain + 2 y ∘ ofSquares. */
export function localNoiseGradient(
  y: Tensor2D,
  v: Tensor2D,
  noise: Tensor2D,
  dy: { plain: Tensor2D; ofSquares: Tensor2D | null },
  activation: Activation,
): { dm: Tensor2D; dv: Tensor2D } {
  const { plain, ofSquares } = dy;
  const inputs = [y, v, noise, plain, ...(ofSquares ? [ofSquares] : [])];
  const found = gradientInMemory(inputs, [y.shape, y.shape], { code: ACTIVATION_CODE[activation] });
  if (found !== null) return { dm: found[0] as Tensor2D, dv: found[1] as Tensor2D };
  const whole = ofSquares ? (tf.add(plain, tf.mul(tf.mul(y, 2), ofSquares)) as Tensor2D) : plain;
  const dm = throughActivation(y, whole, activation);
  return { dm, dv: tf.div(tf.mul(tf.mul(dm, noise), 0.5), tf.sqrt(tf.add(v, FLOOR))) };
}
