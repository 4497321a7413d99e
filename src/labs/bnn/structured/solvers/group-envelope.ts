import { groupEnvelopeProx } from '../../../../math/group-envelope.ts';
import { number } from '../../../../params/descriptor.ts';
import { keepNeurons, keepParams } from '../keep-neurons.ts';
import { method } from '../problem.ts';

/**
 * Training with the group sparse envelope: a regulariser that knows beforehand how many neurons are to stay.
 *
 * Source   Refael, Arbel & Huleihel 2022, arXiv 2212.12921: proximal stochastic gradient steps with the exact proximal map.
 * Solves   min of the cross-entropy + λ Σ over hidden layers of S_k(neurons).
 * Cost     a step of gradient descent, and 60 bisections over the neurons of a layer.
 * Rate     that of gradient descent.
 * Needs    1 ≤ k; λ ≥ 0.
 * Fails    by leaving more than k neurons where λ is small; the envelope also decays the weights that stay.
 * Departs  k a layer, not over all; it ends by keeping the k longest neurons and fine-tuning without the regulariser.
 */
export const groupEnvelope = method({
  label: 'Group envelope',
  source: 'Refael, Arbel & Huleihel 2022, arXiv 2212.12921',
  precision: 'float64',
  params: {
    strength: number({ label: 'Strength', symbol: 'λ', min: 1e-3, max: 2, default: 0.05, scale: 'log' }),
    ...keepParams,
  },
  solve: (problem, given, run) =>
    keepNeurons(
      problem,
      given,
      () => given.strength,
      (norms, k, weight) => groupEnvelopeProx(norms, k, weight).factors,
      run,
    ),
});
