import { method } from '../problem.ts';
import { adamParams, trainNetwork } from '../train-network.ts';

/**
 * The network as it is, nothing taken out.
 *
 * Source   Rumelhart, Hinton & Williams 1986; Kingma & Ba 2015.
 * Solves   min of the cross-entropy.
 * Cost     O(weights) an example.
 * Rate     that of Adam.
 * Needs    nothing.
 */
export const dense = method({
  label: 'Dense',
  source: 'Kingma & Ba 2015',
  precision: 'float64',
  params: adamParams,
  *solve(problem, params, run) {
    const k = Math.max(...problem.sizes);
    for (const state of trainNetwork(problem, params, {}, run))
      yield state ? { ...state, k, pattern: null } : undefined;
  },
});
