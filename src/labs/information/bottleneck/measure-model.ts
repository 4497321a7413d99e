import { createTape, forward } from '../../../math/mlp.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { spread } from './gaussian-code.ts';
import type { Model, Sample, Task } from './problem.ts';

/** Rows that go through a decoder at once. */
const ROWS = 512;

/** Codes of a sample's rows: means, and standard deviations where the code is a Gaussian; rows × K each. */
export interface Codes {
  readonly mean: Float64Array;
  readonly deviation: Float64Array | null;
}

export function codesOf(model: Model, x: Float64Array, count: number): Codes {
  const { latent, code } = model;
  const encoded = forward(model.encoder, x, count, createTape(model.encoder, count));
  if (code === 'mean') return { mean: encoded.slice(), deviation: null };
  const mean = new Float64Array(count * latent);
  const deviation = new Float64Array(count * latent);
  for (let r = 0; r < count; r++) {
    for (let k = 0; k < latent; k++) {
      mean[r * latent + k] = encoded[2 * r * latent + k]!;
      deviation[r * latent + k] = spread(encoded[(2 * r + 1) * latent + k]!);
    }
  }
  return { mean, deviation };
}

/** KL(N(μ, s²) ‖ N(0, I)) of one row of `latent` numbers from `from` on, nats; 0 iff μ = 0 and s = 1. */
export function gaussianRate(mean: ArrayLike<number>, deviation: ArrayLike<number>, latent: number, from = 0): number {
  let sum = 0;
  for (let k = from; k < from + latent; k++) {
    const s = deviation[k]!;
    sum += 0.5 * (mean[k]! ** 2 + s * s - 1) - Math.log(s);
  }
  return sum;
}

/** Rate of a model on those codes, nats a row: the KL of a Gaussian code, ½|μ|² or NaN of a deterministic one. */
export function meanRate(model: Model, { mean, deviation }: Codes, count: number): number {
  let sum = 0;
  if (deviation) for (let r = 0; r < count; r++) sum += gaussianRate(mean, deviation, model.latent, r * model.latent);
  else if (model.rate === 'norm') for (const mu of mean) sum += 0.5 * mu * mu;
  else return Number.NaN;
  return sum / count;
}

const noises = new WeakMap<Task, Map<number, Float64Array>>();

/** The same standard normals in every measurement of a task. */
function noiseFor(task: Task, count: number): Float64Array {
  let known = noises.get(task);
  if (!known) noises.set(task, (known = new Map()));
  let noise = known.get(count);
  if (!noise) known.set(count, (noise = normals(mulberry32(task.noiseSeed), count)));
  return noise;
}

export interface ClassMeasures {
  /** Mean −log of the averaged prediction of the class, nats; NaN where outputs are no logits. */
  readonly loss: number;
  /** Mean −log q(y|z) over the draws, nats: what bounds I(Z;Y). NaN where outputs are no logits. */
  readonly crossEntropy: number;
  readonly accuracy: number;
  /** count × classes: averaged predictions (softmax of logits, outputs as they are). */
  readonly predictions: Float64Array;
}

/** How a classifier does on a sample, its predictions averaged over draws of the code. */
export function measureClasses(task: Task, model: Model, sample: Sample, codes: Codes): ClassMeasures {
  const { latent, outputs } = model;
  const classes = task.outputs;
  const draws = codes.deviation ? model.samples : 1;
  const noise = codes.deviation ? noiseFor(task, sample.count * latent * draws) : null;
  const predictions = new Float64Array(sample.count * classes);
  const tape = createTape(model.decoder, ROWS);
  const z = new Float64Array(ROWS * latent);
  const row = new Float64Array(classes);
  let crossEntropy = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (let from = 0; from < sample.count; from += ROWS) {
      const rows = Math.min(ROWS, sample.count - from);
      for (let k = 0; k < rows * latent; k++) {
        const at = from * latent + k;
        z[k] = codes.mean[at]! + (noise ? codes.deviation![at]! * noise[draw * sample.count * latent + at]! : 0);
      }
      const out = forward(model.decoder, z, rows, tape);
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < classes; c++) row[c] = out[r * classes + c]!;
        const truth = sample.y[from + r]!;
        if (outputs === 'logits') crossEntropy -= logSoftmax(row, truth);
        for (let c = 0; c < classes; c++) {
          const at = (from + r) * classes + c;
          predictions[at] = predictions[at]! + row[c]! / draws;
        }
      }
    }
  }
  let loss = 0;
  let right = 0;
  for (let r = 0; r < sample.count; r++) {
    const from = r * classes;
    let best = 0;
    for (let c = 1; c < classes; c++) if (predictions[from + c]! > predictions[from + best]!) best = c;
    if (best === sample.y[r]) right++;
    loss -= Math.log(Math.max(predictions[from + sample.y[r]!]!, Number.MIN_VALUE));
  }
  const logits = outputs === 'logits';
  return {
    loss: logits ? loss / sample.count : Number.NaN,
    crossEntropy: logits ? crossEntropy / (sample.count * draws) : Number.NaN,
    accuracy: right / sample.count,
    predictions,
  };
}

/** Turns logits into probabilities in place; the logarithm of that of `truth`. */
function logSoftmax(row: Float64Array, truth: number): number {
  const classes = row.length;
  const logit = row[truth]!;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes; c++) if (row[c]! > most) most = row[c]!;
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += row[c] = Math.exp(row[c]! - most);
  for (let c = 0; c < classes; c++) row[c] = row[c]! / sum;
  return logit - most - Math.log(sum);
}

/** count outputs of a regression model, from the mean of the code. */
export function predictionsOf(task: Task, model: Model, x: Float64Array, count: number): Float64Array {
  const out = new Float64Array(count * task.outputs);
  const tapes = [createTape(model.encoder, ROWS), createTape(model.decoder, ROWS)] as const;
  const width = model.encoder.sizes.at(-1)!;
  const z = new Float64Array(ROWS * model.latent);
  for (let from = 0; from < count; from += ROWS) {
    const rows = Math.min(ROWS, count - from);
    const encoded = forward(model.encoder, x.subarray(from * task.inputs), rows, tapes[0]);
    for (let r = 0; r < rows; r++)
      for (let k = 0; k < model.latent; k++) z[r * model.latent + k] = encoded[r * width + k]!;
    out.set(forward(model.decoder, z, rows, tapes[1]).subarray(0, rows * task.outputs), from * task.outputs);
  }
  return out;
}

/** Entropy of the classes of a sample, nats. */
export function labelEntropy({ y, count }: Sample, classes: number): number {
  const counts = new Float64Array(classes);
  for (let r = 0; r < count; r++) counts[y[r]!] = counts[y[r]!]! + 1;
  return counts.reduce((sum, c) => (c > 0 ? sum - (c / count) * Math.log(c / count) : sum), 0);
}
