import type { RunContext } from '../../../engine/bench.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { softmaxCrossEntropy, softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import { type AnchorSetting, copyLayers, type FieldLearner } from './field-learner.ts';
import { backwardFields, createFieldTape, forwardFields, forwardSigns, signsOf } from './field-network.ts';
import { addDivergenceGradient } from './perceptron-energy.ts';
import type { Predictor, TaskStream } from './problem.ts';
import type { createTaskBatches } from './task-batches.ts';

/** Multiply-adds of learning from one example, for a weight: two sums forward, two for each gradient. */
const COST = 6;

export interface NetworkSetting extends AnchorSetting {
  readonly epochs: number;
  readonly width: number;
  readonly batch: number;
  /** β = top · tanh(0.1 + 2 · share of all epochs). */
  readonly top: number;
}

/** A network of binary weights in its fields from N(0, 1): minibatches with summed loss, Adam with 0.9 and 0.99. */
export function createFieldNetworkLearner(
  { width: inputs, classes, tasks }: TaskStream,
  given: NetworkSetting,
  pass: ReturnType<typeof createTaskBatches>,
  run: RunContext,
): FieldLearner {
  const { anchor: kind, epochs, width, batch } = given;
  const sizes = [inputs, width, width, classes];
  const layers = () => sizes.slice(1).map((out, l) => new Float64Array(out * sizes[l]!));
  const theta = layers();
  for (const layer of theta) fillNormals(run.random, layer);
  const network = { sizes, theta };
  const anchor = layers();
  const before = layers();
  if (kind === 'step') copyLayers(theta, anchor);
  const gradients = layers();
  const tape = createFieldTape(network, batch);
  const delta = new Float64Array(batch * classes);
  const optimiser = createOptimiser('adam', theta, { beta1: 0.9, beta2: 0.99 });
  const cost = COST * theta.reduce((sum, layer) => sum + layer.length, 0);
  const total = epochs * tasks.length;
  let epoch = 0;
  let pulled = false;
  let beta = given.top * Math.tanh(0.1);
  let [gamma, rate] = [given.gamma, given.rate];
  const learn = (input: Float64Array, labels: Int32Array, rows: number) => {
    for (const noise of tape.noise) fillNormals(run.noise, noise);
    const logits = forwardFields(network, beta, input, rows, tape);
    softmaxCrossEntropy(logits, rows, classes, labels, delta);
    for (let k = 0; k < rows * classes; k++) delta[k] = rows * delta[k]!;
    backwardFields(network, beta, input, rows, tape, delta, gradients);
    if (pulled)
      theta.forEach((layer, l) => {
        addDivergenceGradient(layer, anchor[l]!, beta, gamma, gradients[l]!);
      });
    if (kind === 'step') copyLayers(theta, before);
    optimiser.step(gradients, rate);
    if (kind === 'step') copyLayers(before, anchor);
  };
  return {
    theta,
    anchor,
    beta: () => beta,
    predictor: () => signPredictor(sizes, theta),
    *step(task) {
      ({ gamma, rate } = given);
      beta = given.top * Math.tanh(0.1 + (2 * epoch) / total);
      epoch++;
      // Before the first task there is nothing to hold on to.
      pulled = kind === 'step' || (kind === 'task' && task > 0);
      yield* pass(tasks[task]!.train, cost, learn);
    },
  };
}

/** The network of the signs of θ, as they are now. */
function signPredictor(sizes: readonly number[], theta: readonly Float64Array[]): Predictor {
  const signs = theta.map(signsOf);
  return {
    predict(given, count, _, out) {
      softmaxRows(forwardSigns(sizes, signs, given, count), count, sizes.at(-1)!, out);
    },
  };
}
