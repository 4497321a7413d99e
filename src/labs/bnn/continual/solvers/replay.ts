import { backward, createGradients, createTape, forward, parametersOf } from '../../../../math/mlp.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { softmaxCrossEntropy } from '../../../../math/softmax-cross-entropy.ts';
import { integer } from '../../../../params/descriptor.ts';
import { createNetwork, denseParams, networkPredictor } from '../dense-learner.ts';
import { followTasks } from '../follow-tasks.ts';
import { method } from '../problem.ts';
import { createReplayMemory } from '../replay-memory.ts';

/**
 * Fine-tuning with a memory: every batch of the present task comes with as many examples of earlier ones.
 *
 * Source   Chaudhry et al. 2019, arXiv 1902.10486, with a memory that is filled class by class.
 * Solves   min cross-entropy of batches half new and half remembered, by Adam.
 * Cost     three multiply-adds a weight and example, twice as many examples as without.
 * Rate     that of Adam.
 * Needs    some examples of every class, for ever.
 * Fails    slowly: the few remembered examples are learned by heart.
 * Departs  by the first examples of each class in place of a reservoir.
 */
export const replay = method({
  label: 'Replay',
  source: 'Chaudhry et al. 2019, arXiv 1902.10486',
  precision: 'float64',
  params: {
    ...denseParams,
    memory: integer({ label: 'Remembered of each class', min: 0, max: 50, default: 10 }),
  },
  solve(stream, given, run) {
    const { epochs, width, batch, memory: most } = given;
    const net = createNetwork(stream, width, run.random);
    const tape = createTape(net, 2 * batch);
    const gradients = createGradients(net);
    const optimiser = createOptimiser('adam', parametersOf(net));
    const slopes = parametersOf(gradients);
    const delta = new Float64Array(2 * batch * stream.classes);
    const memory = createReplayMemory(stream, most, batch, run);
    const cost = 3 * net.weights.reduce((sum, w) => sum + w.length, 0);
    const learn = (input: Float64Array, labels: Int32Array, rows: number) => {
      softmaxCrossEntropy(forward(net, input, rows, tape), rows, stream.classes, labels, delta);
      backward(net, input, rows, tape, delta, gradients);
      optimiser.step(slopes, given.rate);
    };
    return followTasks(stream, epochs, {
      epoch: (task) => memory.pass(task, cost, learn),
      predictor: () => networkPredictor(net),
    });
  },
});
