import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';

/** Bernoulli pixels from logits, or Gaussian pixels of one variance around the outputs. */
export type Likelihood = { readonly kind: 'bernoulli' } | { readonly kind: 'gaussian'; readonly variance: Tensor };

/** −log p(x | z) of every image, in nats: Σ max(o, 0) − o x + log(1 + e^−|o|), or |x − o|²/2v + D/2 log 2πv. */
export function negativeLogLikelihood(likelihood: Likelihood, output: Tensor2D, x: Tensor2D): Tensor1D {
  if (likelihood.kind === 'bernoulli') {
    const tail = tf.log1p(tf.exp(tf.neg(tf.abs(output))));
    return tf.sum(tf.add(tf.sub(tf.relu(output), tf.mul(output, x)), tail), 1);
  }
  const { variance } = likelihood;
  const normaliser = tf.mul(tf.log(tf.mul(variance, 2 * Math.PI)), output.shape[1] / 2);
  return tf.add(tf.div(squaredError(output, x), tf.mul(variance, 2)), normaliser) as Tensor1D;
}

/** |x − o|² of every image. */
export const squaredError = (output: Tensor2D, x: Tensor2D): Tensor1D => tf.sum(tf.square(tf.sub(output, x)), 1);

/** Gradient in the outputs of the mean of −log p over the batch. */
export function outputGradient(likelihood: Likelihood, output: Tensor2D, x: Tensor2D): Tensor2D {
  const batch = output.shape[0];
  if (likelihood.kind === 'bernoulli') return tf.mul(tf.sub(tf.sigmoid(output), x), 1 / batch);
  return tf.div(tf.sub(output, x), tf.mul(likelihood.variance, batch));
}

/** Gradient of the same mean in log v: D/2 − mean |x − o|²/2v. */
export function logVarianceGradient(variance: Tensor, output: Tensor2D, x: Tensor2D): Tensor1D {
  const error = tf.mean(squaredError(output, x));
  return tf.reshape(tf.sub(output.shape[1] / 2, tf.div(error, tf.mul(variance, 2))), [1]);
}

/** The mean image: E[x | z]. */
export const meanImage = (likelihood: Likelihood, output: Tensor2D): Tensor2D =>
  likelihood.kind === 'bernoulli' ? tf.sigmoid(output) : output;
