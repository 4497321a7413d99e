import { backward, createGradients, createTape, forward, parametersOf } from '../../../../math/mlp.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { softmaxCrossEntropy } from '../../../../math/softmax-cross-entropy.ts';
import { createNetwork, denseParams, networkPredictor } from '../dense-learner.ts';
import { followTasks } from '../follow-tasks.ts';
import { method } from '../problem.ts';
import { createTaskBatches } from '../task-batches.ts';

/**
 * A plain network that goes on learning: what everything else is measured against.
 *
 * Source   the baseline of Kirkpatrick et al. 2017 and of Li et al. 2023.
 * Solves   min cross-entropy of the present task, from where the last one ended, by Adam.
 * Cost     three multiply-adds a weight and example.
 * Rate     that of Adam.
 * Needs    nothing of earlier tasks.
 * Fails    at remembering: nothing holds the weights where an earlier task had them.
 */
export const fineTuning = method({
  label: 'Fine-tuning',
  source: 'Kirkpatrick et al. 2017, baseline',
  precision: 'float64',
  params: denseParams,
  solve(stream, given, run) {
    const { epochs, width, batch } = given;
    const net = createNetwork(stream, width, run.random);
    const tape = createTape(net, batch);
    const gradients = createGradients(net);
    const optimiser = createOptimiser('adam', parametersOf(net));
    const slopes = parametersOf(gradients);
    const delta = new Float64Array(batch * stream.classes);
    const pass = createTaskBatches(stream.width, batch, run);
    const cost = 3 * net.weights.reduce((sum, w) => sum + w.length, 0);
    const learn = (input: Float64Array, labels: Int32Array, rows: number) => {
      softmaxCrossEntropy(forward(net, input, rows, tape), rows, stream.classes, labels, delta);
      backward(net, input, rows, tape, delta, gradients);
      optimiser.step(slopes, given.rate);
    };
    return followTasks(stream, epochs, {
      epoch: (task) => pass(stream.tasks[task]!.train, cost, learn),
      predictor: () => networkPredictor(net),
    });
  },
});
