import type { RunContext } from '../../../engine/bench.ts';
import { BREATH } from '../../../math/breaths.ts';
import {
  backward,
  createGradients,
  createMlp,
  createTape,
  forward,
  type Mlp,
  parametersOf,
} from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { normals } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import type { SparseClassification } from './problem.ts';

const trainingOf = (optimiser: 'sgd' | 'adam', learningRate: number, epochs: number) => ({
  optimiser: choice({ label: 'Optimiser', options: ['sgd', 'adam'], default: optimiser }),
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 1, default: learningRate, scale: 'log' }),
  batch: integer({ label: 'Batch', min: 16, max: 512, default: 128, scale: 'log' }),
  epochs: integer({ label: 'Epochs', min: 2, max: 200, default: epochs, scale: 'log' }),
});

/** Gradient descent at a constant rate, as methods that keep neurons are trained. */
export const descentParams = trainingOf('sgd', 0.1, 45);
/** Adam with a rate that falls along a cosine, as methods with N:M patterns are trained. */
export const adamParams = trainingOf('adam', 3e-3, 40);

export interface TrainingValues {
  readonly optimiser: 'sgd' | 'adam';
  readonly learningRate: number;
  readonly batch: number;
  readonly epochs: number;
}

/** What a method does inside the common training. */
export interface Hooks {
  /** Before a batch: the network that computes; the trained one when left out. Its gradient is passed on unchanged. */
  readonly effective?: (network: Mlp, step: number, steps: number) => Mlp;
  /** Between backward pass and update. */
  readonly bend?: (gradients: readonly Float64Array[], network: Mlp) => void;
  /** After an update, with the rate it was made at. */
  readonly after?: (network: Mlp, rate: number, step: number, steps: number) => void;
}

/** Trains the network of a problem by batches of shuffled epochs, a last incomplete batch dropped. Yields after an epoch. */
export function* trainNetwork(
  { sizes, train }: SparseClassification,
  given: TrainingValues,
  { effective, bend, after }: Hooks,
  run: RunContext,
): Generator<{ network: Mlp; epoch: number; loss: number } | undefined> {
  const { optimiser: kind, batch, epochs } = given;
  const network = createMlp(sizes, 'relu', run.random);
  // The lab's convention: N(0, 2 / fan in), not truncated; biases 0.
  network.weights.forEach((W, l) => {
    W.set(normals(run.random, W.length).map((value) => value * Math.sqrt(2 / sizes[l]!)));
  });
  const size = Math.min(batch, train.count);
  const batches = Math.floor(train.count / size);
  const tape = createTape(network, size);
  const gradients = createGradients(network);
  const all = parametersOf(gradients);
  const optimiser = createOptimiser(kind, parametersOf(network));
  const order = Int32Array.from({ length: train.count }, (_, k) => k);
  const [inputs, classes] = [sizes[0]!, sizes.at(-1)!];
  const x = new Float64Array(size * inputs);
  const labels = new Uint8Array(size);
  const outputGradient = new Float64Array(size * classes);
  const steps = epochs * batches;
  const work = 6 * size * network.weights.reduce((sum, layer) => sum + layer.length, 0);
  let busy = 0;
  for (let epoch = 1, step = 0; epoch <= epochs; epoch++) {
    for (let k = order.length - 1; k > 0; k--) {
      const other = Math.floor(run.noise() * (k + 1));
      [order[k], order[other]] = [order[other]!, order[k]!];
    }
    const { learningRate } = given;
    let loss = 0;
    for (let b = 0; b < batches; b++, step++) {
      for (let r = 0; r < size; r++) {
        const row = order[b * size + r]!;
        x.set(train.inputs.subarray(row * inputs, (row + 1) * inputs), r * inputs);
        labels[r] = train.labels[row]!;
      }
      const computing = effective?.(network, step, steps) ?? network;
      const logits = forward(computing, x, size, tape);
      loss += softmaxCrossEntropy(logits, size, classes, labels, outputGradient) / batches;
      backward(computing, x, size, tape, outputGradient, gradients);
      bend?.(gradients.weights, network);
      const rate = kind === 'adam' ? learningRate * 0.5 * (1 + Math.cos((Math.PI * step) / steps)) : learningRate;
      optimiser.step(all, rate);
      after?.(network, rate, step, steps);
      run.count('multiply-add', work);
      busy += work;
      if (busy > BREATH) {
        busy = 0;
        yield undefined;
      }
    }
    yield { network, epoch, loss };
  }
}
