import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';
import { softmaxSlopes } from './label-loops.ts';

/** Classes from logits, or values of known standard deviation around the outputs. */
export type LabelLikelihood = { readonly kind: 'softmax' } | { readonly kind: 'gaussian'; readonly sd: number };

const LOG_ROOT_TAU = 0.5 * Math.log(2 * Math.PI);

const softmaxInMemory = memoryKernel('SoftmaxLoss', ([logits, truth], [gradient, loss], { classes }) => {
  loss![0] = softmaxSlopes(logits!, truth!, classes!, gradient!);
});

/**
 * Mean over the rows of −log p(y | output), nats, and its gradient in the outputs; `truth` are one-hot rows, or values.
 */
export function labelLoss(
  likelihood: LabelLikelihood,
  output: Tensor2D,
  truth: Tensor2D,
): { loss: Scalar; gradient: Tensor2D } {
  const [rows, columns] = output.shape;
  if (likelihood.kind === 'gaussian') {
    const { sd } = likelihood;
    const away = tf.sub(output, truth) as Tensor2D;
    const mean = tf.div(tf.sum(tf.square(away)), 2 * rows * sd ** 2);
    return {
      loss: tf.add(mean, columns * (Math.log(sd) + LOG_ROOT_TAU)),
      gradient: tf.div(away, rows * sd ** 2),
    };
  }
  const found = softmaxInMemory([output, truth], [output.shape, []], { classes: columns });
  if (found !== null) return { gradient: found[0] as Tensor2D, loss: found[1] as Scalar };
  const shifted = tf.sub(output, tf.max(output, 1, true));
  const exponentials = tf.exp(shifted);
  const sums = tf.sum(exponentials, 1, true);
  const logs = tf.sub(shifted, tf.log(sums));
  return {
    loss: tf.div(tf.sum(tf.mul(truth, logs)), -rows),
    gradient: tf.div(tf.sub(tf.div(exponentials, sums), truth), rows),
  };
}
