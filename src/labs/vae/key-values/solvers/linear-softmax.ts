import { number } from '../../../../params/descriptor.ts';
import { followStream } from '../follow-stream.ts';
import { networkLearner } from '../network-learner.ts';
import { method } from '../problem.ts';

/**
 * Softmax regression on the features, trained along the stream.
 *
 * Source   the linear probe of Träuble et al. 2022, section 5.
 * Solves   min cross-entropy over one matrix and biases, by stochastic gradients in batches of 32.
 * Cost     O(width · classes) an image and epoch.
 * Rate     constant.
 * Needs    images of all classes mixed.
 * Fails    on a stream: every batch of a task lowers the logits of the classes that are not in it.
 */
export const linearSoftmax = method({
  label: 'Linear softmax',
  source: 'Träuble et al. 2022, linear probe',
  precision: 'float64',
  params: { rate: number({ label: 'Learning rate', symbol: 'η', min: 0.01, max: 2, default: 0.5, scale: 'log' }) },
  solve: (stream, given, run) =>
    followStream(
      stream,
      networkLearner(stream, [], () => given.rate, run.random),
      run,
    ),
});
