import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import { type Layout, layoutOf } from './flat-parameters.ts';
import {
  divergence,
  fusedLatent,
  headGradient,
  type Posterior,
  type Prior,
  priorGradient,
  STANDARD,
  sample,
  split,
} from './gaussian-latent.ts';
import { type Likelihood, logVarianceGradient, negativeLogLikelihood, outputGradient } from './likelihood.ts';
import { backward, forward, type Network, type Trace, type Weights, weightShapes } from './network.ts';

/** log of a learned observation variance stays between these. */
export const LOG_VARIANCE = 12;

/** Encoder and decoder, perhaps a network for the prior of a condition, and what the pixels are given z. */
export interface Autoencoder {
  readonly encoder: Network;
  readonly decoder: Network;
  /** p(z | condition); null: fixed. */
  readonly prior: Network | null;
  readonly likelihood: 'bernoulli' | 'gaussian';
  /** v of the Gaussian likelihood; null: learned. */
  readonly variance: number | null;
  /** No noise and no KL: the encoder gives z itself. */
  readonly deterministic: boolean;
}

/** Parameters by part, as views of one flat tensor. */
export interface Parts {
  readonly encoder: Weights;
  readonly decoder: Weights;
  readonly prior: Weights;
  readonly likelihood: Likelihood;
  /** Unclamped log v, when it is learned. */
  readonly logVariance: Tensor1D | null;
}

export interface Batch {
  readonly x: Tensor2D;
  readonly condition: Tensor2D | null;
  /** ε; ignored by a deterministic autoencoder. */
  readonly noise: Tensor2D;
}

/** Weight and form of the KL in the objective. */
export interface Rate {
  readonly weight: number;
  /** Nats an axis may use for nothing, on the mean of the batch. */
  readonly freeNats: number;
  /** The prior where no network gives it. */
  readonly prior: Prior;
}

export const autoencoderLayout = ({ encoder, decoder, prior, variance, likelihood }: Autoencoder): Layout =>
  layoutOf([
    ...weightShapes(encoder),
    ...weightShapes(decoder),
    ...(prior ? weightShapes(prior) : []),
    ...(likelihood === 'gaussian' && variance === null ? [[1]] : []),
  ]);

/** `tensors` in the order of `autoencoderLayout`. */
export function partsOf(model: Autoencoder, tensors: readonly Tensor[]): Parts {
  const left = [...tensors];
  const take = (network: Network | null) => left.splice(0, network ? 2 * network.layers.length : 0);
  const [encoder, decoder, prior] = [take(model.encoder), take(model.decoder), take(model.prior)];
  const logVariance = (left[0] as Tensor1D | undefined) ?? null;
  const variance =
    logVariance === null
      ? tf.scalar(model.variance ?? 1)
      : tf.exp(tf.clipByValue(logVariance, -LOG_VARIANCE, LOG_VARIANCE));
  const likelihood: Likelihood =
    model.likelihood === 'bernoulli' ? { kind: 'bernoulli' } : { kind: 'gaussian', variance };
  return { encoder, decoder, prior, likelihood, logVariance };
}

/** The prior of each example: of the network where there is one, else `fixed`. */
export function priorOf(
  model: Autoencoder,
  parts: Parts,
  condition: Tensor2D | null,
  fixed: Prior = STANDARD,
): { prior: Prior; trace: Trace | null; raw: Tensor2D | null } {
  if (model.prior === null || condition === null) return { prior: fixed, trace: null, raw: null };
  const trace = forward(model.prior, parts.prior, condition, null);
  const { mean, raw, logVariance } = split(trace.output);
  return { prior: { mean, variance: tf.exp(logVariance) }, trace, raw };
}

/** z of a batch and where it comes from; posterior is null for a deterministic autoencoder. */
export function encode(
  model: Autoencoder,
  parts: Parts,
  { x, condition, noise }: Batch,
): { trace: Trace; posterior: Posterior | null; z: Tensor2D } {
  const trace = forward(model.encoder, parts.encoder, x, condition);
  if (model.deterministic) return { trace, posterior: null, z: trace.output };
  const posterior = sample(trace.output, noise);
  return { trace, posterior, z: posterior.z };
}

export const decode = (model: Autoencoder, parts: Parts, z: Tensor2D, condition: Tensor2D | null): Trace =>
  forward(model.decoder, parts.decoder, z, condition);

/** The objective on a batch: mean of −log p(x | z) + weight · Σ max(KL, free nats). A scalar. */
export function objective(model: Autoencoder, tensors: readonly Tensor[], batch: Batch, rate: Rate): Tensor {
  return tf.tidy(() => {
    const parts = partsOf(model, tensors);
    const { posterior, z } = encode(model, parts, batch);
    const { output } = decode(model, parts, z, batch.condition);
    const distortion = tf.mean(negativeLogLikelihood(parts.likelihood, output, batch.x));
    if (posterior === null) return distortion;
    const { prior } = priorOf(model, parts, batch.condition, rate.prior);
    const used = tf.maximum(tf.mean(divergence(posterior, prior), 0), rate.freeNats);
    return tf.add(distortion, tf.mul(tf.sum(used), rate.weight));
  });
}

/** Gradients of the objective in the parameters, in their order, by hand: one pass back, no tape. */
export function gradient(model: Autoencoder, tensors: readonly Tensor[], batch: Batch, rate: Rate): Tensor[] {
  return tf.tidy(() => {
    const parts = partsOf(model, tensors);
    const { x, condition } = batch;
    const trace = forward(model.encoder, parts.encoder, x, condition);
    const latent = latentOf(model, parts, trace.output, batch, rate);
    const decoded = decode(model, parts, latent.z, condition);
    const dOutput = outputGradient(parts.likelihood, decoded.output, x);
    const decoder = backward(model.decoder, parts.decoder, decoded, dOutput, true);
    const { dHead, ofPrior } = latent.back(decoder.input!);
    const encoder = backward(model.encoder, parts.encoder, trace, dHead, false);
    const ofVariance =
      parts.logVariance === null || parts.likelihood.kind === 'bernoulli'
        ? []
        : [logVarianceGradient(parts.likelihood.variance, decoded.output, x)];
    return [...encoder.weights, ...decoder.weights, ...ofPrior, ...ofVariance];
  });
}

interface Latent {
  readonly z: Tensor2D;
  /** From the gradient in z to those in the encoder's head and the prior's weights. */
  readonly back: (dz: Tensor2D) => { dHead: Tensor2D; ofPrior: Tensor[] };
}

/** The code between the networks: as it is, in two kernels where the backend has them, or composed. */
function latentOf(
  model: Autoencoder,
  parts: Parts,
  head: Tensor2D,
  { x, condition, noise }: Batch,
  rate: Rate,
): Latent {
  if (model.deterministic) return { z: head, back: (dz) => ({ dHead: dz, ofPrior: [] }) };
  const weight = rate.weight / x.shape[0];
  const alike = model.prior === null && rate.prior.mean === null;
  const fused = alike ? fusedLatent(head, noise, rate.prior.variance) : null;
  if (fused !== null)
    return { z: fused.z, back: (dz) => ({ dHead: fused.headGradient(dz, weight, rate.freeNats), ofPrior: [] }) };
  const posterior = sample(head, noise);
  const { prior, trace, raw } = priorOf(model, parts, condition, rate.prior);
  const weights = weightOf(posterior, prior, rate, x.shape[0]);
  return {
    z: posterior.z,
    back: (dz) => ({
      dHead: headGradient(posterior, prior, dz, weights),
      ofPrior:
        model.prior !== null && trace !== null && raw !== null
          ? backward(model.prior, parts.prior, trace, priorGradient(posterior, prior, raw, weights), false).weights
          : [],
    }),
  };
}

/** What multiplies the gradient of an example's KL: weight / batch, and nothing on an axis within its free nats. */
function weightOf(posterior: Posterior, prior: Prior, { weight, freeNats }: Rate, batch: number): number | Tensor1D {
  if (freeNats <= 0) return weight / batch;
  const above = tf.step(tf.sub(tf.mean(divergence(posterior, prior), 0), freeNats));
  return tf.mul(above, weight / batch) as Tensor1D;
}
