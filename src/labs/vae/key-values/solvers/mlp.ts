import { integer, number } from '../../../../params/descriptor.ts';
import { followStream } from '../follow-stream.ts';
import { networkLearner } from '../network-learner.ts';
import { method } from '../problem.ts';

/**
 * A network with one hidden layer of rectified units on the features, trained along the stream.
 *
 * Source   the baseline of Träuble et al. 2022, section 5.
 * Solves   min cross-entropy over all weights, by stochastic gradients in batches of 32.
 * Cost     O(hidden (width + classes)) an image and epoch.
 * Rate     constant.
 * Needs    images of all classes mixed.
 * Fails    on a stream, worse than the linear one: the hidden features are overwritten as well.
 */
export const mlp = method({
  label: 'MLP',
  source: 'Träuble et al. 2022, baseline',
  precision: 'float64',
  params: {
    hidden: integer({ label: 'Hidden units', min: 4, max: 128, default: 64, scale: 'log' }),
    networkRate: number({ label: 'Learning rate', symbol: 'η', min: 0.01, max: 2, default: 0.3, scale: 'log' }),
  },
  solve: (stream, given, run) =>
    followStream(
      stream,
      networkLearner(stream, [given.hidden], () => given.networkRate, run.random),
      run,
    ),
});
