import { fillNormals } from '../../../math/fill-normals.ts';
import { mulberry32 } from '../../../math/random.ts';
import { relevantCount } from '../../../math/relevance.ts';
import { type Prior, sample } from '../../../tensor/nn/gaussian-latent.ts';
import { meanImage, negativeLogLikelihood } from '../../../tensor/nn/likelihood.ts';
import { forward } from '../../../tensor/nn/network.ts';
import { type Autoencoder, decode, type Parts, priorOf } from '../../../tensor/nn/variational-autoencoder.ts';
import { type Tensor1D, type Tensor2D, tf } from '../../../tensor/tf.ts';
import { drawnCodes, type Generation, type HeldTensors, type SlowEvaluation } from './evaluation.ts';

/** Samples an image in the importance-weighted bound. */
const WEIGHT_SAMPLES = 64;
/** Codes at which the decoder's slope is taken. */
const JACOBIAN_CODES = 64;
/** Step of the central differences, in prior deviations. */
const DIFFERENCE = 1e-3;
/** Images whose codes teach the probe. */
export const PROBE_IMAGES = 1024;

/** The current networks and what is fixed around them; `parts` are read anew inside each tidy. */
export interface Looked {
  readonly model: Autoencoder;
  readonly parts: () => Parts;
  readonly held: HeldTensors;
  readonly latent: number;
  /** The prior where no network gives it. */
  readonly fixed: () => Prior;
  /** Images learned from with what the encoder is told of them, for the probe; null without conditions. */
  readonly probe: (() => { x: Tensor2D; condition: Tensor2D }) | null;
  readonly attributes: boolean;
}

/** How many images carry importance weights: fewer where they are large. */
const weighed = (count: number, pixels: number): number => Math.min(count, pixels <= 256 ? 256 : 64);

/**
 * v and w of every axis: v_l = mean z_l² of held-out codes, w_l = v_l Σ_d (mean |∂x_d/∂z_l|)² by central differences with step
 * 1e-3 √v_l at 64 codes, all in one call of the decoder. ARD-VAE, section on relevance.
 */
async function relevanceOf({
  model,
  parts,
  held,
  latent,
}: Looked): Promise<{ codeMeans: Float32Array; codeVariance: Float32Array; relevance: Float32Array }> {
  const found = tf.tidy(() => {
    const own = parts();
    const head = forward(model.encoder, own.encoder, held.x, held.condition).output;
    const z = model.deterministic ? head : sample(head, held.noise).z;
    const variance = tf.maximum(tf.mean(tf.square(z), 0), 1e-8) as Tensor1D;
    const at = Math.min(JACOBIAN_CODES, z.shape[0]);
    const step = tf.mul(tf.sqrt(variance), DIFFERENCE);
    const offsets = tf.mul(tf.eye(latent), step);
    const both = tf.reshape(tf.concat([offsets, tf.neg(offsets)], 0), [2 * latent, 1, latent]);
    const codes = tf.reshape(tf.add(tf.slice(z, [0, 0], [at, -1]), both), [-1, latent]) as Tensor2D;
    const conditions = held.condition && tf.tile(tf.slice(held.condition, [0, 0], [at, -1]), [2 * latent, 1]);
    const images = meanImage(own.likelihood, decode(model, own, codes, conditions).output);
    const pixels = images.shape[1];
    const above = tf.slice(images, [0, 0], [latent * at, -1]);
    const below = tf.slice(images, [latent * at, 0], [-1, -1]);
    const change = tf.reshape(tf.abs(tf.sub(above, below)), [latent, at, pixels]);
    const slope = tf.div(tf.mean(change, 1), tf.reshape(tf.mul(step, 2), [latent, 1]));
    const weight = tf.mul(variance, tf.sum(tf.square(slope), 1)) as Tensor1D;
    return tf.concat1d([variance, weight, tf.mean(z, 0) as Tensor1D]);
  });
  const home = (await found.data()) as Float32Array;
  found.dispose();
  const part = (k: number) => home.slice(k * latent, (k + 1) * latent);
  return { codeVariance: part(0), relevance: part(1), codeMeans: part(2) };
}

/** log p(x | z_k) + log p(z_k) − log q(z_k | x) of the first images for fresh, but always the same, samples. */
async function* logWeightsOf({ model, parts, held, latent, fixed }: Looked): AsyncGenerator<undefined, Float64Array> {
  const count = weighed(held.x.shape[0], held.x.shape[1]);
  const random = mulberry32(3);
  const noise = new Float32Array(count * latent);
  const out = new Float64Array(count * WEIGHT_SAMPLES);
  for (let k = 0; k < WEIGHT_SAMPLES; k++) {
    fillNormals(random, noise);
    const found = tf.tidy(() => {
      const own = parts();
      const first = (rows: Tensor2D | null) => rows && tf.slice(rows, [0, 0], [count, -1]);
      const x = first(held.x)!;
      const epsilon = tf.tensor2d(noise, [count, latent]);
      const posterior = sample(forward(model.encoder, own.encoder, x, first(held.condition)).output, epsilon);
      const used = first(held.condition);
      const { prior } = priorOf(model, own, used, fixed());
      const away = prior.mean ? tf.sub(posterior.z, prior.mean) : posterior.z;
      const square = prior.variance ? tf.div(tf.square(away), prior.variance) : tf.square(away);
      const spread = prior.variance ? tf.sub(posterior.logVariance, tf.log(prior.variance)) : posterior.logVariance;
      const ratio = tf.mul(tf.sum(tf.add(tf.sub(tf.square(epsilon), square), spread), 1), 0.5);
      const { output } = decode(model, own, posterior.z, used);
      return tf.sub(ratio, negativeLogLikelihood(own.likelihood, output, x));
    });
    const home = await found.data();
    found.dispose();
    for (let i = 0; i < count; i++) out[i * WEIGHT_SAMPLES + k] = home[i]!;
    yield undefined;
  }
  return out;
}

/** Held-out images decoded from their mean code with every attribute turned: a′ = 1 − a. */
async function editsOf({ model, parts, held }: Looked): Promise<Float32Array> {
  const found = tf.tidy(() => {
    const own = parts();
    const head = forward(model.encoder, own.encoder, held.x, held.condition).output;
    const means = tf.slice(head, [0, 0], [-1, head.shape[1] / 2]);
    const turned = tf.sub(1, held.condition!) as Tensor2D;
    return meanImage(own.likelihood, decode(model, own, means, turned).output);
  });
  return home(found);
}

/** Mean codes of images that were learned from. */
const probeCodes = ({ model, parts, latent }: Looked, probe: NonNullable<Looked['probe']>): Promise<Float32Array> =>
  home(
    tf.tidy(() => {
      const { x, condition } = probe();
      const head = forward(model.encoder, parts().encoder, x, condition).output;
      return tf.slice(head, [0, 0], [-1, latent]);
    }),
  );

async function home(found: Tensor2D): Promise<Float32Array> {
  const values = (await found.data()) as Float32Array;
  found.dispose();
  return values.slice();
}

/** Everything that costs more than a step, in breaths. `generationOf` says where images are made from, given the relevance. */
export async function* evaluateSlowly(
  looked: Looked,
  step: number,
  explained: number,
  generationOf: (relevantAxes: readonly number[], codeMeans: Float32Array) => Generation,
): AsyncGenerator<undefined, SlowEvaluation> {
  const { model, parts, held } = looked;
  const { codeMeans, codeVariance, relevance } = await relevanceOf(looked);
  const order = Array.from(relevance.keys()).sort((a, b) => relevance[b]! - relevance[a]! || a - b);
  const relevantAxes = order.slice(0, relevantCount(relevance, explained));
  yield undefined;
  const logWeights = model.deterministic ? null : yield* logWeightsOf(looked);
  const generation = generationOf(relevantAxes, codeMeans);
  const samples = await home(
    tf.tidy(() => {
      const own = parts();
      // The noise of the reconstructions serves again: one made image for every held-out one.
      const codes = drawnCodes(model, own, held.noise, held.condition, generation);
      return meanImage(own.likelihood, decode(model, own, codes, held.condition).output);
    }),
  );
  const edits = looked.attributes && held.condition !== null && !model.deterministic ? await editsOf(looked) : null;
  const trainMeans = looked.probe && (await probeCodes(looked, looked.probe));
  return {
    step,
    codeVariance,
    relevance,
    relevantAxes,
    logWeights,
    weightSamples: WEIGHT_SAMPLES,
    samples,
    edits,
    trainMeans,
  };
}
