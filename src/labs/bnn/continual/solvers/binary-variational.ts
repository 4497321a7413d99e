import { choice, integer, number } from '../../../../params/descriptor.ts';
import { copyLayers, type FieldLearner } from '../field-learner.ts';
import { createFieldNetworkLearner } from '../field-network-learner.ts';
import { createPerceptronLearner } from '../perceptron-learner.ts';
import { type Fields, type Learned, method, NOTHING_MORE, type Predictor, type Waypoint } from '../problem.ts';
import { createTaskBatches } from '../task-batches.ts';

const params = {
  anchor: choice({
    label: 'Anchor',
    symbol: 'θ⁰',
    options: ['task', 'step', 'none'],
    default: 'task',
    optionLabels: { task: 'fields after the previous task', step: 'fields of the previous update', none: 'none' },
  }),
  gamma: number({
    label: 'Weight of the anchor',
    symbol: 'γ',
    min: 1e-5,
    max: 3,
    default: 3e-3,
    scale: 'log',
    help: '1 is Bayes’ rule for a perceptron. In a network it comes once a batch on a summed loss with β up to 10: there 0.003 is plenty.',
  }),
  rate: number({ label: 'Learning rate', symbol: 'η', min: 1e-3, max: 0.5, default: 0.01, scale: 'log' }),
  updates: integer({ label: 'Updates of a perceptron for each task', min: 10, max: 2000, default: 400, scale: 'log' }),
  epochs: integer({ label: 'Epochs of a network for each task', min: 1, max: 100, default: 15, scale: 'log' }),
  width: integer({ label: 'Width of the two hidden layers', min: 4, max: 300, default: 64, scale: 'log' }),
  batch: integer({ label: 'Batch of a network', min: 1, max: 256, default: 64, scale: 'log' }),
  top: number({
    label: 'Sharpness reached by a network',
    symbol: 'β',
    min: 1,
    max: 20,
    default: 10,
    help: 'β rises to it as its tanh; a perceptron keeps β = 1.',
  }),
};

/** Places that are kept of the way through a task, at most. */
const WAYPOINTS = 50;

/**
 * Learning binary weights through fields: each weight is ±1 with mean tanh βθ, a layer's input becomes Gaussian, and the
 * distribution after one task is the prior of the next. The anchor is Bayes' rule in this family.
 *
 * Source   Li, Huang, Zou & Huang 2023, Phys. Rev. E 108, 014309, sections II and V.
 * Solves   min E(θ) + γ KL(q_θ ‖ q_θ⁰) for every task in turn, by Adam (0.9, 0.999 a perceptron; 0.9, 0.99 a network).
 * Cost     O(M N) an update of a perceptron; six multiply-adds a weight and image of a network.
 * Rate     none is stated; some hundred updates settle a perceptron of 200 inputs.
 * Needs    to know where a task ends (anchor at a task); sign(θ) is what is tested.
 * Fails    without an anchor: the fields saturate, their gradients vanish with 1 − m², and a second task is not learned.
 * Departs  by full batches of a perceptron throughout, from 0.1 N(0, 1) and an even prior; a network starts from N(0, 1),
 *          as released, and has no anchor in its first task.
 */
export const binaryVariational = method({
  label: 'Binary variational',
  source: 'Li et al. 2023, arXiv 2212.02846',
  precision: 'float64',
  params,
  *solve(stream, given, run) {
    const anchorKind = given.anchor;
    const perceptron = stream.kind === 'perceptron';
    const steps = perceptron ? given.updates : given.epochs;
    const learner: FieldLearner = perceptron
      ? createPerceptronLearner(stream, given, run)
      : createFieldNetworkLearner(stream, given, createTaskBatches(stream.width, given.batch, run), run);
    const after: Predictor[] = [];
    const afterTheta: (readonly Float64Array[])[] = [];
    const afterBeta: number[] = [];
    const trail: Waypoint[] = [];
    const { theta, anchor } = learner;
    for (let task = 0; task < stream.tasks.length; task++) {
      for (let stepInTask = 1; stepInTask <= steps; stepInTask++) {
        yield* learner.step(task);
        const beta = learner.beta();
        const now = learner.predictor();
        const done = stepInTask === steps;
        if (done) {
          after.push(now);
          afterTheta.push(theta.map((layer) => layer.slice()));
          afterBeta.push(beta);
        }
        if (perceptron && (done || stepInTask % Math.ceil(steps / WAYPOINTS) === 1 % Math.ceil(steps / WAYPOINTS)))
          trail.push({ task, step: task * steps + stepInTask, theta: theta[0]!.slice() });
        const gamma = anchorKind === 'none' ? 0 : given.gamma;
        const fields: Fields = { beta, gamma, anchorKind, theta, anchor, afterTheta, afterBeta, trail };
        yield { ...NOTHING_MORE, task, stepInTask, now, after, fields } satisfies Learned;
        if (done && anchorKind === 'task') copyLayers(theta, anchor);
      }
    }
  },
});
