import { integer, number } from '../../../../params/descriptor.ts';
import { method } from '../problem.ts';
import { networkParams, train } from '../training.ts';

/**
 * PV-RNN: a recurrent network with a latent at every step, whose posterior is the prior moved by adaptive vectors that
 * each training sequence has for itself.
 *
 * Source   Ahmadi & Tani 2019, Neural Computation 31, arXiv 1811.01339.
 * Solves   min Σ_t [½ ‖x_t − x̂_t‖² + (w / n_z) KL(q_t ‖ p_t)] over all weights and all adaptive vectors a, with
 *          p_t = N(tanh(W_pm d_{t−1} + b), exp(W_ps d_{t−1} + b)²) and q_t the same with a_t added before tanh and exp.
 * Cost     O(count · length · n_d²) an update.
 * Rate     Adam with a constant rate; some 1,000 updates.
 * Needs    w > 0, τ ≥ 1.
 * Fails    for small w by a prior that never learns what it may not be, for large w by one that learns no choice.
 * Departs  by one layer; the first prior is N(0, I), and the first posterior is moved from it by a alone.
 */
export const pvRnn = method({
  label: 'PV-RNN',
  source: 'Ahmadi & Tani 2019, arXiv 1811.01339',
  precision: 'float64',
  params: {
    w: number({
      label: 'Meta-prior',
      symbol: 'w',
      min: 1e-3,
      max: 10,
      default: 0.03,
      scale: 'log',
      help: 'Weight of the KL: how dear it is to know what the prior does not.',
    }),
    latents: integer({ label: 'Latent numbers', min: 1, max: 4, default: 2 }),
    ...networkParams,
  },
  solve: (problem, params, run) => train(problem, params, run),
});
