import { keepNeurons, keepParams } from '../keep-neurons.ts';
import { method } from '../problem.ts';

/**
 * Pruning of neurons by the length of their weights after training without a regulariser, and fine-tuning.
 *
 * Source   Han, Pool, Tran & Dally 2015, by neurons as in Li et al. 2017.
 * Solves   min of the cross-entropy, then again over the k longest neurons of every hidden layer.
 * Cost     a step of gradient descent.
 * Rate     that of gradient descent.
 * Needs    1 ≤ k.
 * Fails    at first, where neurons that matter are no longer than others.
 */
export const magnitude = method({
  label: 'Magnitude',
  source: 'Han et al. 2015; Li et al. 2017',
  precision: 'float64',
  params: keepParams,
  solve: (problem, params, run) => keepNeurons(problem, params, () => 0, null, run),
});
