import type { RunContext } from '../../../engine/bench.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import { normalTail } from '../../../math/normal-tail.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import type { AnchorSetting, FieldLearner } from './field-learner.ts';
import { addDivergenceGradient, perceptronEnergy } from './perceptron-energy.ts';
import type { Predictor, TaskStream } from './problem.ts';

const BETA = 1;
/** Standard deviation of the fields at the start. */
const FIRST_FIELDS = 0.1;

/** A binary perceptron in its fields: full batches, Adam. */
export function createPerceptronLearner(
  { width, tasks }: TaskStream,
  given: AnchorSetting,
  run: RunContext,
): FieldLearner {
  const kind = given.anchor;
  const theta = new Float64Array(width);
  fillNormals(run.random, theta);
  for (let i = 0; i < width; i++) theta[i] = FIRST_FIELDS * theta[i]!;
  const anchor = new Float64Array(width);
  if (kind === 'step') anchor.set(theta);
  const means = new Float64Array(width);
  const gradient = new Float64Array(width);
  const before = new Float64Array(width);
  const optimiser = createOptimiser('adam', [theta]);
  return {
    theta: [theta],
    anchor: [anchor],
    beta: () => BETA,
    predictor: () => perceptronPredictor(theta),
    step(task) {
      const { gamma, rate } = given;
      const { train } = tasks[task]!;
      perceptronEnergy(theta, BETA, train, means, gradient);
      if (kind !== 'none') addDivergenceGradient(theta, anchor, BETA, gamma, gradient);
      run.count('multiply-adds', 2 * train.count * width);
      before.set(theta);
      optimiser.step([gradient], rate);
      if (kind === 'step') anchor.set(before);
      return [];
    },
  };
}

/** P(y | x) of a perceptron whose weights are as uncertain as their fields say. */
function perceptronPredictor(theta: Float64Array): Predictor {
  const means = theta.map((value) => Math.tanh(BETA * value));
  const spread = means.reduce((sum, m) => sum + 1 - m * m, 0);
  const root = Math.sqrt(Math.max(spread, 1e-12));
  return {
    predict(inputs, count, _, out) {
      for (let k = 0; k < count; k++) {
        let a = 0;
        for (let i = 0, at = k * means.length; i < means.length; i++, at++) a += means[i]! * inputs[at]!;
        out[2 * k] = normalTail(a / root);
        out[2 * k + 1] = 1 - out[2 * k]!;
      }
    },
  };
}
