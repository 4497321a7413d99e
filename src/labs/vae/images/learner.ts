import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import { mulberry32, type Random } from '../../../math/random.ts';
import type { BatchNumbers } from '../../../tensor/nn/dense-autoencoder.ts';
import { glorot } from '../../../tensor/nn/flat-parameters.ts';
import { type Prior, STANDARD } from '../../../tensor/nn/gaussian-latent.ts';
import { meanImage } from '../../../tensor/nn/likelihood.ts';
import type { Network } from '../../../tensor/nn/network.ts';
import { openTraining } from '../../../tensor/nn/training.ts';
import {
  type Autoencoder,
  autoencoderLayout,
  decode,
  encode,
  partsOf,
} from '../../../tensor/nn/variational-autoencoder.ts';
import { type Tensor2D, tf } from '../../../tensor/tf.ts';
import { repairWasmGradients } from '../../../tensor/wasm-gradients.ts';
import {
  type Evaluation,
  evaluateOnDevice,
  type Generation,
  type HeldTensors,
  readEvaluation,
  type SlowEvaluation,
} from './evaluation.ts';
import { GRID_ROWS, madeConditions, SAMPLES } from './made-images.ts';
import { distortionOf, rateOf } from './metrics.ts';
import { type Form, likelihoodOf, modelOf, type NetworkValues } from './model.ts';
import type { Autoencoding, ImagesProblem, TrailPoint } from './problem.ts';
import { evaluateSlowly, type Looked, PROBE_IMAGES } from './slow-evaluation.ts';

/** Steps between two evaluations that cost more than a step. */
const SLOW_EVERY = 250;
/** The trail has a point for so many steps: the metrics' stride. */
const TRAIL_EVERY = 20;
/** Smallest prior variance of an axis. */
const LEAST_VARIANCE = 1e-8;

/** What is minimised in a step: distortion + weight · Σ_l max(KL_l, free nats). */
export interface Weighting {
  readonly weight: number;
  readonly freeNats?: number;
}

/** Networks on the device with their optimiser: what the methods' loops are written in. */
export interface Learner {
  /** One step of Adam on a fresh batch. */
  descend(weighting: Weighting): void;
  /** v_l ← mean z_l² of the codes, z ~ q(z | x), of so many images to learn from: the prior of the next steps. */
  estimatePrior(images: number): void;
  /** The slow numbers where they are due; breathes. */
  lookSlowly(step: number, explained?: number): AsyncGenerator<undefined, void>;
  iterate(klWeight: number): Autoencoding;
  dispose(): void;
}

/**
 * Checks what can be checked before anything is on the device (throws a ProblemError), and returns what opens the learner
 * there: to be called inside the method's generator, with `dispose` in its `finally`.
 */
export function prepareLearner(
  problem: ImagesProblem,
  values: NetworkValues,
  form: Form,
  run: RunContext,
): () => Learner {
  const model = modelOf(problem, values, form);
  return () => openLearner(problem, values, form, model, run);
}

function openLearner(
  problem: ImagesProblem,
  values: NetworkValues,
  form: Form,
  model: Autoencoder,
  run: RunContext,
): Learner {
  repairWasmGradients();
  const { pixels, train, heldOut } = problem;
  const { latent } = values;
  const likelihood = likelihoodOf(values, problem);
  const told = form.conditionEncoder || form.conditionDecoder || form.learnedPrior ? problem.conditions : null;
  const width = told?.names.length ?? 0;
  const size = Math.min(values.batch, train.count);
  const work = 3 * size * multiplications(model);
  const made = madeConditions(told);

  const first = firstParameters(model, autoencoderLayout(model).size, problem, values, run.random);
  const training = openTraining(model, first, { rows: size, pixels, axes: latent, told: width }, run.noise);
  const held: HeldTensors = heldTensors(problem, told, latent, made);
  /** v of each axis (1 × latent), once it has been estimated. */
  let variance: Tensor2D | null = null;
  let generated: { mean: Tensor2D; sd: Tensor2D } | null = null;
  let slow: SlowEvaluation | null = null;
  let steps = 0;
  let open = true;
  const trail: TrailPoint[] = [];

  const parts = () => partsOf(model, training.tensors());
  const fixed = (): Prior => (variance ? { mean: null, variance } : STANDARD);
  const generation = (): Generation => generated ?? { mean: 0, sd: variance ? tf.sqrt(variance) : 1 };

  /** Images drawn with replacement, as many as the arrays hold, with their conditions and fresh noise. */
  const fill = ({ x, condition, noise }: BatchNumbers): void => {
    for (let at = 0; at < x.length; at += pixels) {
      const i = Math.floor(train.count * run.noise());
      x.set(train.images.subarray(i * pixels, (i + 1) * pixels), at);
      if (told) condition.set(told.train.subarray(i * width, (i + 1) * width), (at / pixels) * width);
    }
    if (!model.deterministic) fillNormals(run.noise, noise);
  };

  const looked: Looked = {
    model,
    parts,
    held,
    latent,
    fixed,
    attributes: told?.kind === 'attributes' && form.conditionDecoder === true,
    probe: told && problem.conditions && (() => probeImages(problem, told.train)),
  };

  return {
    descend({ weight, freeNats = 0 }) {
      steps++;
      fill(training.batch);
      training.descend({ weight, freeNats, prior: fixed() }, values.rate);
      run.count('multiply-add', work);
    },
    estimatePrior(count) {
      const numbers = {
        x: new Float32Array(count * pixels),
        condition: new Float32Array(count * width),
        noise: new Float32Array(count * latent),
      };
      fill(numbers);
      const next = tf.tidy(() => {
        const { z } = encode(model, parts(), {
          x: tf.tensor2d(numbers.x, [count, pixels]),
          condition: told ? tf.tensor2d(numbers.condition, [count, width]) : null,
          noise: tf.tensor2d(numbers.noise, [count, latent]),
        });
        // The posterior of Gamma(0, 0) has b_l/a = ½ Σ z²/(T/2).
        return tf.maximum(tf.mean(tf.square(z), 0, true), LEAST_VARIANCE) as Tensor2D;
      });
      variance?.dispose();
      variance = next;
    },
    async *lookSlowly(step, explained = 95) {
      if (step % SLOW_EVERY !== 0) return;
      slow = yield* evaluateSlowly(looked, step, explained, (relevantAxes, means) => {
        if (variance === null) return generation();
        const next = tf.tidy(() => {
          const mask = new Float32Array(latent);
          for (const axis of relevantAxes) mask[axis] = 1;
          return {
            mean: tf.tensor2d(means, [1, latent]),
            sd: tf.mul(tf.sqrt(variance!), tf.tensor2d(mask, [1, latent])),
          };
        });
        if (generated) tf.dispose(generated);
        generated = next as { mean: Tensor2D; sd: Tensor2D };
        return generated;
      });
    },
    iterate(klWeight) {
      let evaluation: Evaluation | null = null;
      const seen = slow;
      const at = steps;
      return {
        latent,
        klWeight,
        likelihood,
        deterministic: model.deterministic,
        adaptive: variance !== null,
        conditional: told !== null,
        slow: seen,
        get trail() {
          return trail.filter((point) => point.step <= at);
        },
        get evaluation() {
          if (evaluation === null) throw new Error('An iterate is read before it has settled.');
          return evaluation;
        },
        settle: async () => {
          if (evaluation !== null || !open) return;
          const found = { lengths: [] as number[] };
          const home = tf.tidy(() => {
            const { flat: numbers, lengths } = evaluateOnDevice(model, parts(), held, fixed(), generation());
            found.lengths = lengths;
            return numbers;
          });
          const numbers = (await home.data()) as Float32Array;
          home.dispose();
          evaluation = readEvaluation(numbers, found.lengths, heldOut.count, SAMPLES, pixels);
          if (at % TRAIL_EVERY === 0 && (trail.at(-1)?.step ?? 0) < at)
            trail.push({ step: at, distortion: distortionOf(evaluation), rate: rateOf({ evaluation, latent }) });
        },
        decode: async (codes, condition) => {
          if (!open) throw new ProblemError('This run has ended and its networks are gone; run it again to decode.');
          const count = codes.length / latent;
          const home = tf.tidy(() => {
            const own = parts();
            const shared = condition && tf.tile(tf.tensor2d(condition, [1, width]), [count, 1]);
            const { output } = decode(model, own, tf.tensor2d(codes, [count, latent]), shared);
            return meanImage(own.likelihood, output);
          });
          const numbers = (await home.data()) as Float32Array;
          home.dispose();
          return numbers.slice();
        },
      };
    },
    dispose() {
      open = false;
      training.dispose();
      tf.dispose([variance, held.x, held.condition, held.noise, held.madeNoise, held.madeConditions] as Tensor2D[]);
      if (generated) tf.dispose(generated);
    },
  };
}

/** Multiply-adds of an image through all networks. */
function multiplications({ encoder, decoder, prior }: Autoencoder): number {
  const of = (network: Network | null) =>
    (network?.layers ?? []).reduce((sum, { fanIn, outputs }) => sum + fanIn * outputs, 0);
  return of(encoder) + of(decoder) + of(prior);
}

function firstParameters(
  { encoder, decoder, prior, likelihood }: Autoencoder,
  size: number,
  { pixels, train, channels }: ImagesProblem,
  { biasAtMean, eta2, network }: NetworkValues,
  random: Random,
): Float32Array {
  const first = new Float32Array(size);
  const blocks = [glorot(encoder, random), glorot(decoder, random), ...(prior ? [glorot(prior, random)] : [])];
  let at = 0;
  for (const block of blocks) {
    first.set(block, at);
    at += block.length;
  }
  // What is left over is the learned log variance.
  if (at < size) first[at] = Math.log(eta2);
  if (biasAtMean) {
    const means = pixelMeans(train.images, train.count, pixels);
    const shared = means.reduce((sum, one) => sum + one, 0) / pixels;
    const start = (value: number) => {
      const p = Math.min(0.999, Math.max(0.001, value));
      return likelihood === 'bernoulli' ? Math.log(p / (1 - p)) : value;
    };
    const biases =
      network === 'dense' ? Float32Array.from(means, start) : new Float32Array(channels).fill(start(shared));
    first.set(biases, blocks[0]!.length + blocks[1]!.length - biases.length);
  }
  return first;
}

function pixelMeans(images: Float32Array, count: number, pixels: number): Float64Array {
  const means = new Float64Array(pixels);
  for (let k = 0; k < images.length; k++) means[k % pixels] = means[k % pixels]! + images[k]! / count;
  return means;
}

function heldTensors(
  { heldOut, pixels }: ImagesProblem,
  told: ImagesProblem['conditions'],
  latent: number,
  made: { samples: number; columns: number; conditions: Float32Array | null },
): HeldTensors {
  const width = told?.names.length ?? 0;
  const normals = (seed: number, rows: number) => {
    const out = new Float32Array(rows * latent);
    fillNormals(mulberry32(seed), out);
    return out;
  };
  const noise = new Float32Array((made.samples + GRID_ROWS * made.columns) * latent);
  noise.set(normals(2, made.samples));
  // Each row of the grid has one noise for all its conditions.
  const shared = normals(4, GRID_ROWS);
  for (let k = 0; k < GRID_ROWS * made.columns; k++) {
    const row = Math.floor(k / made.columns);
    noise.set(shared.subarray(row * latent, (row + 1) * latent), (made.samples + k) * latent);
  }
  return {
    x: tf.tensor2d(heldOut.images, [heldOut.count, pixels]),
    condition: told && tf.tensor2d(told.heldOut, [heldOut.count, width]),
    noise: tf.tensor2d(normals(1, heldOut.count), [heldOut.count, latent]),
    madeNoise: tf.tensor2d(noise, [noise.length / latent, latent]),
    madeConditions: made.conditions && tf.tensor2d(made.conditions, [noise.length / latent, width]),
  };
}

function probeImages({ train, pixels }: ImagesProblem, conditions: Float32Array): { x: Tensor2D; condition: Tensor2D } {
  const count = Math.min(train.count, PROBE_IMAGES);
  return {
    x: tf.tensor2d(train.images.subarray(0, count * pixels), [count, pixels]),
    condition: tf.tensor2d(conditions.subarray(0, (count * conditions.length) / train.count), [
      count,
      conditions.length / train.count,
    ]),
  };
}
