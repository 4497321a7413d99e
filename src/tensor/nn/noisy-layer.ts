import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import { type Activation, activated, throughActivation } from './activations.ts';
import type { Spread } from './gaussian-weights.ts';
import { columnSums, fusedDense, inBatch } from './layers.ts';
import { localNoise, localNoiseGradient } from './local-noise.ts';

/** How the noise of Gaussian weights enters; `point` is a layer without. */
export type Estimator = 'point' | 'localReparameterisation' | 'flipout' | 'bayesByBackprop';

/** Weights are outputs × inputs. */
export interface LayerWeights {
  readonly mean: Tensor2D;
  /** Null for point weights. */
  readonly spread: Spread | null;
  readonly bias: Tensor1D;
}

/** Rows that enter a layer, and their squares where the layer before has them. */
export interface Entering {
  readonly x: Tensor2D;
  readonly squares: Tensor2D | null;
}

/** Gradient in the rows that entered: plain + 2 x ∘ ofSquares. */
export interface EnteringGradient {
  readonly plain: Tensor2D;
  readonly ofSquares: Tensor2D | null;
}

export interface LayerSlopes {
  readonly entering: EnteringGradient | null;
  readonly mean: Tensor2D;
  /** In σ, or in σ² by local reparameterisation; null for point weights. */
  readonly spread: Tensor2D | null;
  readonly bias: Tensor1D;
}

export interface LayerPass {
  readonly left: Entering;
  backward(dy: EnteringGradient, wantEntering: boolean): LayerSlopes;
}

/** Shapes of the noise of one layer for so many rows. The sign tensors of Flipout hold −1 and 1. */
export function noiseShapes(estimator: Estimator, rows: number, inputs: number, outputs: number): [number, number][] {
  if (estimator === 'point') return [];
  if (estimator === 'localReparameterisation') return [[rows, outputs]];
  const matrix: [number, number] = [outputs, inputs];
  return estimator === 'bayesByBackprop' ? [matrix] : [matrix, [rows, inputs], [rows, outputs]];
}

/** Multiply-adds of one training step per weight and row: products forward, and backward in weights and rows. */
export const PRODUCTS: Readonly<Record<Estimator, { forward: number; toWeights: number; toRows: number }>> = {
  point: { forward: 1, toWeights: 1, toRows: 1 },
  localReparameterisation: { forward: 2, toWeights: 2, toRows: 2 },
  flipout: { forward: 2, toWeights: 2, toRows: 2 },
  bayesByBackprop: { forward: 1, toWeights: 1, toRows: 1 },
};

/** Forward through one layer; the pass keeps what the way back needs. Callers work inside a `tf.tidy`. */
export function passLayer(
  estimator: Estimator,
  entering: Entering,
  weights: LayerWeights,
  noise: readonly Tensor[],
  activation: Activation,
): LayerPass {
  if (estimator === 'point') return passMatrix(entering.x, weights.mean, weights, null, activation);
  if (estimator === 'localReparameterisation') return passLocally(entering, weights, noise[0] as Tensor2D, activation);
  const shift = tf.mul(weights.spread!.sd, noise[0]!) as Tensor2D;
  if (estimator === 'bayesByBackprop') {
    const drawn = tf.add(weights.mean, shift) as Tensor2D;
    return passMatrix(entering.x, drawn, weights, noise[0] as Tensor2D, activation);
  }
  return passFlipped(entering.x, weights, shift, noise as readonly Tensor2D[], activation);
}

/** a b, called below tfjs's own wrapper. Operands are transposed by hand: tfjs wasm is fast only without. */
function product(a: Tensor2D, b: Tensor2D): Tensor2D {
  const attrs = { transposeA: false, transposeB: false };
  const c: Tensor = tf.engine().runKernel('BatchMatMul', { a: inBatch(a), b: inBatch(b) }, attrs);
  return tf.reshape(c, [a.shape[0], b.shape[1]]);
}

/** x Wᵀ + b, rectified where asked. */
const affine = (x: Tensor2D, w: Tensor2D, bias: Tensor1D, rectified: boolean): Tensor2D =>
  fusedDense(x, tf.transpose(w), bias, rectified);

/** One matrix for all rows: h = x Wᵀ + b, with W = μ or W = μ + σ ∘ ε. */
function passMatrix(
  x: Tensor2D,
  w: Tensor2D,
  { bias }: LayerWeights,
  noise: Tensor2D | null,
  activation: Activation,
): LayerPass {
  const linear = affine(x, w, bias, activation === 'relu');
  const y = activation === 'tanh' ? tf.tanh(linear) : linear;
  return {
    left: { x: y, squares: null },
    backward({ plain }, wantEntering) {
      const dh = throughActivation(y, plain, activation);
      const mean = product(tf.transpose(dh), x);
      return {
        entering: wantEntering ? { plain: product(dh, w), ofSquares: null } : null,
        mean,
        spread: noise && tf.mul(mean, noise),
        bias: columnSums(dh),
      };
    },
  };
}

/** Flipout (Wen et al. 2018, equation 4): h = x μᵀ + ((x ∘ s) Δᵀ) ∘ t + b with Δ = σ ∘ ε and signs s, t of each row. */
function passFlipped(
  x: Tensor2D,
  { mean, bias }: LayerWeights,
  shift: Tensor2D,
  [noise, s, t]: readonly Tensor2D[],
  activation: Activation,
): LayerPass {
  const flipped = tf.mul(x, s!) as Tensor2D;
  const h = tf.add(affine(x, mean, bias, false), tf.mul(product(flipped, tf.transpose(shift)), t!)) as Tensor2D;
  const y = activated(h, activation);
  return {
    left: { x: y, squares: null },
    backward({ plain }, wantEntering) {
      const dh = throughActivation(y, plain, activation);
      const turned = tf.mul(dh, t!) as Tensor2D;
      const back = () => tf.add(product(dh, mean), tf.mul(product(turned, shift), s!)) as Tensor2D;
      return {
        entering: wantEntering ? { plain: back(), ofSquares: null } : null,
        mean: product(tf.transpose(dh), x),
        spread: tf.mul(product(tf.transpose(turned), flipped), noise!),
        bias: columnSums(dh),
      };
    },
  };
}

/**
 * Local reparameterisation (Kingma, Salimans & Welling 2015, equation 6): m = x μᵀ + b, v = x² (σ²)ᵀ, and the row's own
 * h = m + √(v + 10⁻⁸) ∘ ε.
 */
function passLocally(
  { x, squares }: Entering,
  { mean, spread, bias }: LayerWeights,
  noise: Tensor2D,
  activation: Activation,
): LayerPass {
  const variance = tf.square(spread!.sd);
  const x2 = squares ?? tf.square(x);
  const m = affine(x, mean, bias, false);
  const v = product(x2, tf.transpose(variance));
  const left = localNoise(m, v, noise, activation);
  return {
    left,
    backward(dy, wantEntering) {
      const { dm, dv } = localNoiseGradient(left.x, v, noise, dy, activation);
      return {
        entering: wantEntering ? { plain: product(dm, mean), ofSquares: product(dv, variance) } : null,
        mean: product(tf.transpose(dm), x),
        spread: product(tf.transpose(dv), x2),
        bias: columnSums(dm),
      };
    },
  };
}
