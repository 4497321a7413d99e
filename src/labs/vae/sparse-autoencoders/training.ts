import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { liveValues } from '../../../params/live-values.ts';
import type { Dictionary, Superposition, Variance, Weights } from './problem.ts';
import { createSparseTape, sparseLoss } from './sparse-loss.ts';
import { clipNorm, createWeights, parametersOf, toUnitRows, zeroWeights } from './weights.ts';

export const BATCH = 128;
/** A feature that no input of the last so many has used counts as dead. */
const SILENT = 10_000;
const CLIP = 1;

export const trainingParams = {
  dictionary: integer({ label: 'Size of the dictionary', symbol: 'm', min: 32, max: 256, default: 64, scale: 'log' }),
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 0.03, default: 3e-3, scale: 'log' }),
  updates: integer({
    label: 'Steps',
    help: 'The run ends here.',
    min: 100,
    max: 10_000,
    default: 1500,
    scale: 'log',
  }),
};

export const sparsityParam = integer({ label: 'Codes kept', symbol: 'k', min: 1, max: 8, default: 3 });

export interface Training {
  readonly dictionary: number;
  readonly learningRate: number;
  readonly updates: number;
}

/** Gradients of the loss of one batch, written to `g`; `step` counts from 1. */
export type BatchGradient = (x: Float64Array, g: Weights, step: number) => void;

/** Adam with clipped gradients; the rows of the decoder go back to length 1 after every step. */
export function* train(
  problem: Superposition,
  weights: Weights,
  given: Pick<Training, 'learningRate' | 'updates'>,
  gradientOf: BatchGradient,
  told: Pick<Dictionary, 'variance' | 'k' | 'klWeight'>,
  run: RunContext,
): Generator<Dictionary, void> {
  const { d, m, Wd } = weights;
  const g = zeroWeights(weights);
  const [parameters, gradients] = [parametersOf(weights), parametersOf(g)];
  const optimiser = createOptimiser('adam', parameters);
  const x = new Float64Array(BATCH * d);
  const work = 6 * BATCH * parameters.reduce((sum, theta) => sum + theta.length, 0);
  for (let step = 1; step <= given.updates; step++) {
    const { learningRate } = given;
    problem.draw(run.noise, BATCH, x);
    gradientOf(x, g, step);
    clipNorm(gradients, CLIP);
    optimiser.step(gradients, learningRate);
    toUnitRows(Wd, m, d);
    run.count('multiply-add', work);
    yield { weights, ...told };
  }
}

export interface SparseTraining extends Training {
  readonly k: number;
  readonly variance: Variance;
  readonly klWeight: number;
  /** Steps over which the price of the KL grows to κ. */
  readonly warmUp: number;
}

/** Trains an autoencoder that keeps the k codes of largest magnitude. Throws a ProblemError where the dictionary has fewer. */
export function trainSparse(problem: Superposition, given: SparseTraining, run: RunContext) {
  const { k, variance, warmUp, dictionary: m } = given;
  if (k > m) throw new ProblemError(`k = ${k} codes cannot be kept of a dictionary of ${m}; k may be from 1 to ${m}.`);
  const weights = createWeights(problem.d, m, variance === 'learned', run.random);
  const tape = createSparseTape(BATCH, weights, k);
  const silent = new Float64Array(m);
  const dead = new Uint8Array(m);
  const gradientOf: BatchGradient = (x, g, step) => {
    const noise = variance === 'learned' ? normals(run.noise, BATCH * m) : null;
    const price = variance === 'none' ? 0 : given.klWeight * Math.min(1, step / warmUp);
    sparseLoss(weights, x, BATCH, { k, price, noise, dead }, tape, g);
    for (let j = 0; j < m; j++) silent[j] = silent[j]! + BATCH;
    for (let s = 0; s < tape.kept.length; s++) {
      const j = tape.kept[s]!;
      if (tape.z[Math.floor(s / k) * m + j] !== 0) silent[j] = 0;
    }
    for (let j = 0; j < m; j++) dead[j] = Number(silent[j]! > SILENT);
  };
  return train(problem, weights, given, gradientOf, liveValues(given, ['klWeight'], { variance, k }), run);
}
