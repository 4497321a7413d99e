import type { RunContext } from '../../../engine/bench.ts';
import { backward, createGradients, createTape, createUniformMlp, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import type { Random } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { integer, number } from '../../../params/descriptor.ts';
import type { Learner, NoisyLabels } from './problem.ts';

const HIDDEN = 256;
/** Multiply-adds between two breaths. */
const BREATH = 8_000_000;

/** What every method shares, so that they train alike. */
export const learningParams = {
  features: integer({ label: 'Width of the feature', symbol: 'D', min: 8, max: 256, default: 128, scale: 'log' }),
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 1e-2, default: 1e-3, scale: 'log' }),
  batch: integer({ label: 'Batch', min: 16, max: 256, default: 64, scale: 'log' }),
  epochs: integer({ label: 'Epochs', min: 5, max: 300, default: 60, scale: 'log' }),
};

export interface LearningValues {
  readonly features: number;
  readonly learningRate: number;
  readonly batch: number;
  readonly epochs: number;
}

/** Fills one factor a coordinate of the feature of one example, for one training step. */
export type Mask = (factors: Float64Array, random: Random) => void;

/** Trains with Adam on the labels given, the feature of every example multiplied by its own mask. An epoch a step. */
export function* learn(
  { inputs, classes, train }: NoisyLabels,
  given: LearningValues,
  mask: Mask | null,
  run: RunContext,
): Generator<Learner | undefined, void> {
  const { features: D, batch } = given;
  // Coordinates that no prefix reaches keep their draw: a larger one would drown the others in testing.
  const network = createUniformMlp([inputs, HIDDEN, D, classes], 'relu', run.random);
  const tape = createTape(network, batch);
  const gradients = createGradients(network);
  const parameters = parametersOf(network);
  const optimiser = createOptimiser('adam', parameters);
  const all = parametersOf(gradients);
  const order = Int32Array.from({ length: train.count }, (_, k) => k);
  const x = new Float64Array(batch * inputs);
  const y = new Int32Array(batch);
  const outputGradient = new Float64Array(batch * classes);
  const factors = new Float64Array(D);
  const weights = network.weights.reduce((sum, w) => sum + w.length, 0);
  const disturb = (layer: number, values: Float64Array, count: number) => {
    if (!mask || layer !== 1) return;
    const slopes = tape.slopes[1]!;
    for (let from = 0; from < count; from += D) {
      mask(factors, run.noise);
      for (let j = 0; j < D; j++) {
        values[from + j] = values[from + j]! * factors[j]!;
        // The derivative of a masked unit is masked as well.
        slopes[from + j] = slopes[from + j]! * factors[j]!;
      }
    }
  };
  let busy = 0;
  for (let epoch = 1; epoch <= given.epochs; epoch++) {
    const { learningRate } = given;
    for (let k = order.length - 1; k > 0; k--) {
      const other = Math.floor(run.noise() * (k + 1));
      [order[k], order[other]] = [order[other]!, order[k]!];
    }
    let loss = 0;
    for (let from = 0; from < order.length; from += batch) {
      const rows = Math.min(batch, order.length - from);
      for (let r = 0; r < rows; r++) {
        const row = order[from + r]!;
        x.set(train.x.subarray(row * inputs, (row + 1) * inputs), r * inputs);
        y[r] = train.y[row]!;
      }
      const logits = forward(network, x, rows, tape, disturb);
      loss += (rows / order.length) * softmaxCrossEntropy(logits, rows, classes, y, outputGradient);
      backward(network, x, rows, tape, outputGradient, gradients);
      // The classifier has no bias.
      gradients.biases[2]!.fill(0);
      optimiser.step(all, learningRate);
      const work = 6 * rows * weights;
      run.count('multiply-add', work);
      busy += work;
      if (busy > BREATH) {
        busy = 0;
        yield undefined;
      }
    }
    yield { epoch, network, loss };
  }
}
