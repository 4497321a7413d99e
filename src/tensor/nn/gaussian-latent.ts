import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';
import { drawCodes, headSlopes, LOG_VARIANCE } from './latent-loops.ts';

/** q(z | x) = N(μ, σ²) for a batch, and a sample z = μ + σ ε of it. */
export interface Posterior {
  readonly mean: Tensor2D;
  /** As the network gave it, before the clamp. */
  readonly raw: Tensor2D;
  readonly logVariance: Tensor2D;
  readonly sd: Tensor2D;
  /** σ ε */
  readonly shift: Tensor2D;
  readonly z: Tensor2D;
}

/** A Gaussian prior of each axis: one row for all, or a row an example. Null mean: 0. */
export interface Prior {
  readonly mean: Tensor2D | null;
  readonly variance: Tensor2D | null;
}

/** The standard normal of the plain VAE. */
export const STANDARD: Prior = { mean: null, variance: null };

/** Splits a network's 2 L outputs into mean and clamped log variance. */
export function split(head: Tensor2D): { mean: Tensor2D; raw: Tensor2D; logVariance: Tensor2D } {
  const axes = head.shape[1] / 2;
  const mean = tf.slice(head, [0, 0], [-1, axes]);
  const raw = tf.slice(head, [0, axes], [-1, axes]);
  return { mean, raw, logVariance: tf.clipByValue(raw, -LOG_VARIANCE, LOG_VARIANCE) };
}

export function sample(head: Tensor2D, noise: Tensor2D): Posterior {
  const { mean, raw, logVariance } = split(head);
  const sd = tf.exp(tf.mul(logVariance, 0.5));
  const shift = tf.mul(sd, noise) as Tensor2D;
  return { mean, raw, logVariance, sd: sd as Tensor2D, shift, z: tf.add(mean, shift) };
}

/** 1 inside the clamp, 0 outside: no gradient passes a clamp that is at work. */
const inside = (raw: Tensor2D): Tensor => tf.step(tf.sub(LOG_VARIANCE, tf.abs(raw)));

/** (σ² + (μ − m)²)/v, and (μ − m)/v, for a prior N(m, v). */
function scaled({ mean, sd }: Posterior, prior: Prior): { square: Tensor; slope: Tensor } {
  const away = prior.mean === null ? mean : tf.sub(mean, prior.mean);
  const sum = tf.add(tf.square(sd), tf.square(away));
  return prior.variance === null
    ? { square: sum, slope: away }
    : { square: tf.div(sum, prior.variance), slope: tf.div(away, prior.variance) };
}

/** KL(q ‖ prior) of every example and axis: ½ (log v − log σ² + (σ² + (μ − m)²)/v − 1). */
export function divergence(posterior: Posterior, prior: Prior): Tensor2D {
  const own = tf.sub(tf.sub(scaled(posterior, prior).square, posterior.logVariance), 1);
  return tf.mul(prior.variance === null ? own : tf.add(own, tf.log(prior.variance)), 0.5);
}

/**
 * Gradient in the head (mean | raw log variance) of  E log-likelihood term + Σ weight · KL, from that of the first term in z.
 * `weight` is a number or one number an axis: the weight of the KL over the batch size.
 */
export function headGradient(
  posterior: Posterior,
  prior: Prior,
  dz: Tensor2D,
  weight: number | Tensor1D | Scalar,
): Tensor2D {
  const { raw, sd, shift } = posterior;
  const { slope } = scaled(posterior, prior);
  const variance = tf.square(sd);
  const relative = prior.variance === null ? variance : tf.div(variance, prior.variance);
  const dMean = tf.add(dz, tf.mul(slope, weight));
  const dLog = tf.mul(tf.add(tf.mul(dz, shift), tf.mul(tf.sub(relative, 1), weight)), 0.5);
  return tf.concat([dMean as Tensor2D, tf.mul(dLog, inside(raw)) as Tensor2D], 1);
}

/** Gradient of Σ weight · KL in the head of a learned prior: its mean and its raw log variance. */
export function priorGradient(
  posterior: Posterior,
  prior: Prior,
  raw: Tensor2D,
  weight: number | Tensor1D | Scalar,
): Tensor2D {
  const { square, slope } = scaled(posterior, prior);
  const dMean = tf.neg(tf.mul(slope, weight));
  const dLog = tf.mul(tf.mul(tf.sub(1, square), 0.5), weight);
  return tf.concat([dMean as Tensor2D, tf.mul(dLog, inside(raw)) as Tensor2D], 1);
}

const sampleInMemory = memoryKernel('GaussianSample', ([head, noise], [z], { axes }) =>
  drawCodes(head!, noise!, axes!, z!),
);

const gradientInMemory = memoryKernel('GaussianHeadGradient', ([head, noise, dz, variance], [out], settings) => {
  const { axes, weight, freeNats } = settings as { axes: number; weight: number; freeNats: number };
  const given = { head: head!, noise: noise!, dz: dz!, width: axes, axes, weight, freeNats };
  headSlopes({ ...given, variance: variance ?? null, prior: null }, out!);
});

/**
 * The sample z and, later, the gradient in the head for a prior that is the same for all examples, in two kernels where the
 * backend has them: `sample` and `headGradient` take some thirty operations. Null: compose those.
 */
export function fusedLatent(
  head: Tensor2D,
  noise: Tensor2D,
  variance: Tensor2D | null,
): { z: Tensor2D; headGradient: (dz: Tensor2D, weight: number, freeNats: number) => Tensor2D } | null {
  const [rows, width] = head.shape;
  const axes = width / 2;
  const found = sampleInMemory([head, noise], [[rows, axes]], { axes });
  if (found === null) return null;
  return {
    z: found[0] as Tensor2D,
    headGradient: (dz, weight, freeNats) => {
      const inputs = variance === null ? [head, noise, dz] : [head, noise, dz, variance];
      return gradientInMemory(inputs, [head.shape], { axes, weight, freeNats })![0] as Tensor2D;
    },
  };
}
