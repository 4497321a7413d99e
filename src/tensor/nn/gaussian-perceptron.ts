import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import type { Activation } from './activations.ts';
import { type Divergence, gaussianSlopes, type Spread, spreadOf } from './gaussian-weights.ts';
import { type LabelLikelihood, labelLoss } from './label-loss.ts';
import { type Entering, type Estimator, type LayerPass, noiseShapes, PRODUCTS, passLayer } from './noisy-layer.ts';

/** A multilayer perceptron whose weights are points or independent Gaussians; biases are plain parameters. */
export interface Perceptron {
  /** Widths of the input and of every layer. */
  readonly sizes: readonly number[];
  /** Of the hidden layers. */
  readonly activation: Activation;
  readonly likelihood: LabelLikelihood;
  readonly estimator: Estimator;
}

export interface LabelledBatch {
  readonly x: Tensor2D;
  /** One-hot rows, or values. */
  readonly truth: Tensor2D;
  /** In the order of `perceptronNoise`. */
  readonly noise: readonly Tensor[];
}

/** What is added to the mean −log p of the batch. */
export interface Penalty extends Divergence {
  /** Point weights: decay · w is added to the gradient. */
  readonly decay: number;
}

/** By layer: 1 for a weight that exists, 0 for one that is gone. */
export type Masks = readonly Tensor2D[];

/** Tensors a layer has: W and b, or μ, ρ and b. */
export const tensorsALayer = ({ estimator }: Perceptron): 2 | 3 => (estimator === 'point' ? 2 : 3);

/** Layer after layer W (outputs × inputs), b; or μ, ρ, b. */
export function perceptronShapes(perceptron: Perceptron): number[][] {
  const { sizes } = perceptron;
  return sizes.slice(1).flatMap((outputs, l) => {
    const matrix = [outputs, sizes[l]!];
    return tensorsALayer(perceptron) === 2 ? [matrix, [outputs]] : [matrix, matrix, [outputs]];
  });
}

/** Noise a batch of so many rows needs, layer after layer. */
export const perceptronNoise = ({ sizes, estimator }: Perceptron, rows: number): [number, number][] =>
  sizes.slice(1).flatMap((outputs, l) => noiseShapes(estimator, rows, sizes[l]!, outputs));

/** Multiply-adds of the products of one training step; nothing goes back into the rows themselves. */
export function perceptronWork({ sizes, estimator }: Perceptron, rows: number): number {
  const { forward, toWeights, toRows } = PRODUCTS[estimator];
  let sum = 0;
  for (let l = 0; l + 1 < sizes.length; l++)
    sum += sizes[l]! * sizes[l + 1]! * rows * (forward + toWeights + (l > 0 ? toRows : 0));
  return sum;
}

/**
 * Mean −log p of the batch under one draw of the noise, and the gradients of  that + penalty  in the tensors' order.
 * Call it inside a `tf.tidy`.
 */
export function perceptronGradient(
  perceptron: Perceptron,
  tensors: readonly Tensor[],
  { x, truth, noise }: LabelledBatch,
  penalty: Penalty,
  masks: Masks | null,
): { loss: Scalar; slopes: Tensor[] } {
  const { sizes, activation, likelihood, estimator } = perceptron;
  const layers = sizes.length - 1;
  const held = tensorsALayer(perceptron);
  const perLayer = noise.length / layers;
  const spreads: (Spread | null)[] = [];
  const passes: LayerPass[] = [];
  let entering: Entering = { x, squares: null };
  for (let l = 0; l < layers; l++) {
    const mean = tensors[held * l] as Tensor2D;
    const spread = held === 3 ? spreadOf(tensors[held * l + 1] as Tensor2D, masks?.[l] ?? null) : null;
    const bias = tensors[held * (l + 1) - 1] as Tensor1D;
    const own = noise.slice(perLayer * l, perLayer * (l + 1));
    const pass = passLayer(estimator, entering, { mean, spread, bias }, own, l < layers - 1 ? activation : 'linear');
    spreads.push(spread);
    passes.push(pass);
    entering = pass.left;
  }

  const { loss, gradient } = labelLoss(likelihood, entering.x, truth);
  const slopes: Tensor[] = [];
  let dy: { plain: Tensor2D; ofSquares: Tensor2D | null } = { plain: gradient, ofSquares: null };
  for (let l = layers - 1; l >= 0; l--) {
    const back = passes[l]!.backward(dy, l > 0);
    const mean = tensors[held * l] as Tensor2D;
    const mask = masks?.[l] ?? null;
    slopes.unshift(...matrixSlopes(mean, spreads[l]!, back, estimator, penalty, mask), back.bias);
    if (back.entering) dy = back.entering;
  }
  return { loss, slopes };
}

function matrixSlopes(
  mean: Tensor2D,
  spread: Spread | null,
  back: { mean: Tensor2D; spread: Tensor2D | null },
  estimator: Estimator,
  penalty: Penalty,
  mask: Tensor2D | null,
): Tensor[] {
  if (spread) {
    const ofVariance = estimator === 'localReparameterisation';
    return gaussianSlopes(mean, spread, back.mean, back.spread!, ofVariance, penalty, mask);
  }
  const whole = penalty.decay > 0 ? tf.add(back.mean, tf.mul(mean, penalty.decay)) : back.mean;
  return [mask ? tf.mul(whole, mask) : whole];
}
