import { factorise, trainingParams } from '../factorisation.ts';
import { method } from '../problem.ts';

/**
 * Matrix factorisation by Bayesian personalised ranking with whole tables.
 *
 * Source   Rendle, Freudenthaler, Gantner & Schmidt-Thieme 2009, BPR.
 * Solves   min −ln σ(u·i⁺ − u·i⁻).
 * Cost     O(batch · d) a batch.
 * Rate     Adam.
 * Needs    memory for users + items vectors.
 */
export const denseTables = method({
  label: 'Dense tables',
  source: 'Rendle, Freudenthaler, Gantner & Schmidt-Thieme 2009',
  precision: 'float64',
  params: {
    ...trainingParams,
  },
  solve: (problem, training, run) => factorise(problem, training, 1, null, run),
});
