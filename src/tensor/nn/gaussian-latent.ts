import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import { memoryKernel } from './memory-kernel.ts';

/** log σ² stays between these, so that σ² neither vanishes nor overflows. */
const LOG_VARIANCE = 10;

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

const sampleInMemory = memoryKernel('GaussianSample', ([head, noise], [z], { axes }) => {
  const width = axes!;
  for (let k = 0; k < z!.length; k++) {
    const at = 2 * width * Math.floor(k / width) + (k % width);
    const log = Math.min(LOG_VARIANCE, Math.max(-LOG_VARIANCE, head![at + width]!));
    z![k] = head![at]! + Math.exp(log / 2) * noise![k]!;
  }
});

const gradientInMemory = memoryKernel('GaussianHeadGradient', ([head, noise, dz, variance], [out], settings) => {
  const { axes, weight, freeNats } = settings as { axes: number; weight: number; freeNats: number };
  const rows = dz!.length / axes;
  for (let l = 0; l < axes; l++) {
    const v = variance ? variance[l]! : 1;
    const used = freeNats > 0 && meanDivergence(head!, axes, l, rows, v) <= freeNats ? 0 : weight;
    for (let i = 0; i < rows; i++) {
      const at = 2 * axes * i + l;
      const raw = head![at + axes]!;
      const log = Math.min(LOG_VARIANCE, Math.max(-LOG_VARIANCE, raw));
      const sd = Math.exp(log / 2);
      const slope = dz![i * axes + l]!;
      out![at] = slope + (used * head![at]!) / v;
      const ofLog = 0.5 * (slope * sd * noise![i * axes + l]! + used * ((sd * sd) / v - 1));
      out![at + axes] = Math.abs(raw) < LOG_VARIANCE ? ofLog : Number.isNaN(raw) ? Number.NaN : 0;
    }
  }
});

function meanDivergence(head: Float32Array, axes: number, l: number, rows: number, v: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const mean = head[2 * axes * i + l]!;
    const log = Math.min(LOG_VARIANCE, Math.max(-LOG_VARIANCE, head[2 * axes * i + axes + l]!));
    sum += 0.5 * (Math.log(v) - log + (Math.exp(log) + mean * mean) / v - 1);
  }
  return sum / rows;
}

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
