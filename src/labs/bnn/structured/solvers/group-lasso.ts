import { number } from '../../../../params/descriptor.ts';
import { keepNeurons, keepParams, type Shrink } from '../keep-neurons.ts';
import { method } from '../problem.ts';

const shrink: Shrink = (norms, _, weight) => norms.map((norm) => (norm > weight ? 1 - weight / norm : 0));

/**
 * Group lasso: every neuron is shortened by the same length, and the short ones are gone.
 *
 * Source   Yuan & Lin 2006; on the neurons of networks Wen et al. 2016.
 * Solves   min of the cross-entropy + λ Σ over neurons of ‖w_g‖.
 * Cost     a step of gradient descent.
 * Rate     that of gradient descent.
 * Needs    λ ≥ 0; how many neurons stay is found out afterwards.
 * Fails    by shortening the neurons that stay as well.
 * Departs  by ending like its rival: the k longest neurons are kept and fine-tuned without the regulariser.
 */
export const groupLasso = method({
  label: 'Group lasso',
  source: 'Yuan & Lin 2006; Wen et al. 2016',
  precision: 'float64',
  params: {
    lassoStrength: number({ label: 'Strength', symbol: 'λ', min: 1e-3, max: 2, default: 0.02, scale: 'log' }),
    ...keepParams,
  },
  solve: (problem, given, run) => keepNeurons(problem, given, () => given.lassoStrength, shrink, run),
});
