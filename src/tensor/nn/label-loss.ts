import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import { memoryKernel } from './memory-kernel.ts';

/** Classes from logits, or values of known standard deviation around the outputs. */
export type LabelLikelihood = { readonly kind: 'softmax' } | { readonly kind: 'gaussian'; readonly sd: number };

const LOG_ROOT_TAU = 0.5 * Math.log(2 * Math.PI);

const softmaxInMemory = memoryKernel('SoftmaxLoss', ([logits, truth], [gradient, loss], { classes }) => {
  const columns = classes!;
  const rows = logits!.length / columns;
  let total = 0;
  for (let from = 0; from < logits!.length; from += columns) {
    let largest = -Infinity;
    for (let c = from; c < from + columns; c++) largest = Math.max(largest, logits![c]!);
    let sum = 0;
    let right = 0;
    for (let c = from; c < from + columns; c++) {
      sum += Math.exp(logits![c]! - largest);
      right += truth![c]! * logits![c]!;
    }
    total += Math.log(sum) + largest - right;
    for (let c = from; c < from + columns; c++)
      gradient![c] = (Math.exp(logits![c]! - largest) / sum - truth![c]!) / rows;
  }
  loss![0] = total / rows;
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
