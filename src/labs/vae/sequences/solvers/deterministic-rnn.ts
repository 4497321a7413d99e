import { liveValues } from '../../../../params/live-values.ts';
import { method } from '../problem.ts';
import { networkParams, train } from '../training.ts';

/**
 * The same recurrent network without latents: it predicts, and has nothing to be random with.
 *
 * Source   Elman 1990, with leaky units.
 * Solves   min Σ_t ½ ‖x_t − x̂_t‖² over the weights.
 * Cost     O(count · length · n_d²) an update.
 * Rate     Adam with a constant rate; some 300 updates.
 * Needs    τ ≥ 1.
 * Fails    where the sequences branch: it answers the mean of what may come, and every run is the same.
 */
export const deterministicRnn = method({
  label: 'Deterministic RNN',
  source: 'Elman 1990',
  precision: 'float64',
  params: networkParams,
  solve: (problem, params, run) =>
    train(problem, liveValues(params, ['rate', 'tau', 'units'], { latents: 0, w: 0 }), run),
});
