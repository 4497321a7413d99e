import { backward, createGradients, createTape, forward } from '../../../math/mlp.ts';
import { predictionsOf } from './measure-model.ts';
import type { Model, Sample, Task } from './problem.ts';

/** How far predictions are from the noiseless target. */
export interface RegressionErrors {
  readonly rmse: number;
  /** Median of prediction minus target. */
  readonly offset: number;
  /** With the offset taken away. */
  readonly centred: number;
}

export function regressionErrors(predictions: Float64Array, target: Float64Array): RegressionErrors {
  const residuals = predictions.map((value, k) => value - target[k]!);
  const offset = median(residuals);
  const root = (shift: number) => Math.sqrt(residuals.reduce((sum, r) => sum + (r - shift) ** 2, 0) / residuals.length);
  return { rmse: root(0), offset, centred: root(offset) };
}

export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * Signs of the gradient, in the inputs, of the squared error to the noiseless target: the direction of the fast
 * gradient sign attack (Goodfellow, Shlens & Szegedy 2015). count × inputs.
 */
export function attackDirection(task: Task, model: Model, { x, clean }: Sample, count: number): Float64Array {
  const { inputs } = task;
  const { latent } = model;
  const width = model.encoder.sizes.at(-1)!;
  const tapes = [createTape(model.encoder, count), createTape(model.decoder, count)] as const;
  const encoded = forward(model.encoder, x, count, tapes[0]);
  const z = new Float64Array(count * latent);
  for (let r = 0; r < count; r++) for (let k = 0; k < latent; k++) z[r * latent + k] = encoded[r * width + k]!;
  const out = forward(model.decoder, z, count, tapes[1]);
  const slope = Float64Array.from({ length: count }, (_, r) => out[r]! - clean[r]!);
  const zGradient = new Float64Array(count * latent);
  backward(model.decoder, z, count, tapes[1], slope, createGradients(model.decoder), zGradient);
  // The spread of a Gaussian code does not enter its mean.
  const encodedGradient = new Float64Array(count * width);
  for (let r = 0; r < count; r++)
    for (let k = 0; k < latent; k++) encodedGradient[r * width + k] = zGradient[r * latent + k]!;
  const gradient = new Float64Array(count * inputs);
  backward(model.encoder, x, count, tapes[0], encodedGradient, createGradients(model.encoder), gradient);
  return gradient.map(Math.sign);
}

/** RMSE to the noiseless target on the first `count` rows, each input moved by ε along the attack. */
export function attackedError(
  task: Task,
  model: Model,
  sample: Sample,
  direction: Float64Array,
  epsilon: number,
  count: number,
): number {
  const moved = direction.map((sign, k) => sample.x[k]! + epsilon * sign);
  return regressionErrors(predictionsOf(task, model, moved, count), sample.clean.subarray(0, count)).rmse;
}
