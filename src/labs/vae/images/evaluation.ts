import { type Prior, split } from '../../../tensor/nn/gaussian-latent.ts';
import { meanImage, negativeLogLikelihood, squaredError } from '../../../tensor/nn/likelihood.ts';
import { forward } from '../../../tensor/nn/network.ts';
import { type Autoencoder, decode, type Parts, priorOf } from '../../../tensor/nn/variational-autoencoder.ts';
import { type Tensor, type Tensor2D, tf } from '../../../tensor/tf.ts';

/** Held-out images that are shown beside their reconstructions. */
export const SHOWN = 10;

/** Numbers of one step on the held-out images, as read from the device in one go. */
export interface Evaluation {
  readonly count: number;
  /** count × latent */
  readonly means: Float32Array;
  /** count × latent; null for a deterministic autoencoder. */
  readonly logVariances: Float32Array | null;
  /** count × latent where the prior depends on the example, latent where it is estimated; null: the standard normal. */
  readonly priorMeans: Float32Array | null;
  readonly priorLogVariances: Float32Array | null;
  /** −log p(x | z) of one sample z an image. */
  readonly distortions: Float32Array;
  /** |x − x̂|² at z = μ. */
  readonly squaredErrors: Float32Array;
  readonly reconstructions: Float32Array;
  readonly samples: Float32Array;
  /** Images of all conditions (columns) for shared noise (rows); empty where the decoder has none. */
  readonly grid: Float32Array;
  /** Variance of a pixel under the Gaussian likelihood; NaN for Bernoulli. */
  readonly pixelVariance: number;
}

/** What cost more than a step to find, at one step. */
export interface SlowEvaluation {
  readonly step: number;
  /** Mean z_l² over held-out codes. */
  readonly codeVariance: Float32Array;
  /** w_l: variance times squared sensitivity of the decoder. */
  readonly relevance: Float32Array;
  /** Axes that together explain the share asked for. */
  readonly relevantAxes: readonly number[];
  /** log p(x, z_k)/q(z_k | x), images × samples; null without a posterior. */
  readonly logWeights: Float64Array | null;
  readonly weightSamples: number;
  /** Images made from the prior, each with the condition of a held-out image. */
  readonly samples: Float32Array;
  /** Held-out images decoded with every attribute turned; null without attributes. */
  readonly edits: Float32Array | null;
  /** Codes of images learned from, for the probe; null without conditions. */
  readonly trainMeans: Float32Array | null;
}

/** Fixed inputs of an evaluation, uploaded once. */
export interface HeldTensors {
  readonly x: Tensor2D;
  /** What the networks are told of each image; null where they are told nothing. */
  readonly condition: Tensor2D | null;
  readonly noise: Tensor2D;
  /** Noise and condition of every image made from the prior: samples, then the grid. */
  readonly madeNoise: Tensor2D;
  readonly madeConditions: Tensor2D | null;
}

/** Where codes are drawn from to make images: one mean and deviation an axis, unless a network gives them. */
export interface Generation {
  readonly mean: Tensor2D | number;
  readonly sd: Tensor2D | number;
}

/** Codes of made images. */
export function drawnCodes(
  model: Autoencoder,
  parts: Parts,
  noise: Tensor2D,
  condition: Tensor2D | null,
  { mean, sd }: Generation,
): Tensor2D {
  const { prior, trace } = priorOf(model, parts, condition);
  if (trace === null) return tf.add(mean, tf.mul(sd, noise)) as Tensor2D;
  return tf.add(prior.mean!, tf.mul(tf.sqrt(prior.variance!), noise)) as Tensor2D;
}

/** Rows of several blocks below one another; null when there are none. */
const stacked = (blocks: readonly (Tensor2D | null)[]): Tensor2D | null =>
  blocks.some((block) => block === null) ? null : tf.concat(blocks as Tensor2D[], 0);

/** All numbers of an evaluation, in one flat tensor and the lengths of its parts. */
export function evaluateOnDevice(
  model: Autoencoder,
  parts: Parts,
  held: HeldTensors,
  fixed: Prior,
  generation: Generation,
): { flat: Tensor; lengths: number[] } {
  const head = forward(model.encoder, parts.encoder, held.x, held.condition).output;
  const count = held.x.shape[0];
  const posterior = model.deterministic ? null : split(head);
  const means = posterior ? posterior.mean : head;
  const z = posterior ? tf.add(means, tf.mul(tf.exp(tf.mul(posterior.logVariance, 0.5)), held.noise)) : means;
  const made = drawnCodes(model, parts, held.madeNoise, held.madeConditions, generation);
  const codes = stacked([z as Tensor2D, means, made])!;
  const conditions = held.condition && stacked([held.condition, held.condition, held.madeConditions]);
  const { output } = decode(model, parts, codes, conditions);
  const ofSamples = tf.slice(output, [0, 0], [count, -1]);
  const images = meanImage(parts.likelihood, tf.slice(output, [count, 0], [-1, -1]));
  const { prior } = priorOf(model, parts, held.condition, fixed);
  const shown = Math.min(SHOWN, count);
  const found: (Tensor | null)[] = [
    means,
    posterior ? posterior.logVariance : null,
    posterior && prior.mean,
    posterior && prior.variance && tf.log(prior.variance),
    negativeLogLikelihood(parts.likelihood, ofSamples, held.x),
    squaredError(tf.slice(images, [0, 0], [count, -1]), held.x),
    tf.slice(images, [0, 0], [shown, -1]),
    tf.slice(images, [count, 0], [-1, -1]),
    parts.likelihood.kind === 'gaussian' ? parts.likelihood.variance : null,
  ];
  return {
    flat: tf.concat1d(found.filter((one) => one !== null).map((one) => tf.reshape(one, [-1]))),
    lengths: found.map((one) => one?.size ?? 0),
  };
}

/** The same numbers at home. `samples` of the made images are samples, the others make up the grid. */
export function readEvaluation(
  home: Float32Array,
  lengths: readonly number[],
  count: number,
  samples: number,
  pixels: number,
): Evaluation {
  let at = 0;
  const [
    means,
    logVariances,
    priorMeans,
    priorLogVariances,
    distortions,
    squaredErrors,
    reconstructions,
    made,
    variance,
  ] = lengths.map((length) => {
    at += length;
    return home.slice(at - length, at);
  }) as [Float32Array, ...Float32Array[]];
  const orNull = (values: Float32Array | undefined) => (values && values.length > 0 ? values : null);
  return {
    count,
    means,
    logVariances: orNull(logVariances),
    priorMeans: orNull(priorMeans),
    priorLogVariances: orNull(priorLogVariances),
    distortions: distortions!,
    squaredErrors: squaredErrors!,
    reconstructions: reconstructions!,
    samples: made!.slice(0, samples * pixels),
    grid: made!.slice(samples * pixels),
    pixelVariance: variance![0] ?? Number.NaN,
  };
}
