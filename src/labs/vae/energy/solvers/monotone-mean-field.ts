import { number } from '../../../../params/descriptor.ts';
import { iterateMarginals } from '../iterate-marginals.ts';
import { method } from '../problem.ts';

/**
 * Mean field of the monotone Boltzmann machine: couplings with I − Φ ⪰ m I, and damped proximal steps.
 *
 * Source   Feng, Winston & Kolter 2023, arXiv 2307.04990, equation 5 and Algorithm 1.
 * Solves   x = softmax by variable of (Φ x + b), which has exactly one solution.
 * Cost     O(n²) a step and start, and one scalar root by bisection for each variable.
 * Rate     linear for α small against the largest eigenvalue of I − Φ.
 * Needs    0 < α ≤ 1; α = 1 is the plain parallel step.
 * Fails    by oscillating where α is too large, monotone couplings notwithstanding.
 * Departs  by plain iteration in place of Anderson acceleration, and without learning the couplings.
 */
export const monotoneMeanField = method({
  label: 'Monotone mean field',
  source: 'Feng, Winston & Kolter 2023, arXiv 2307.04990',
  precision: 'float64',
  params: {
    alpha: number({
      label: 'Step',
      symbol: 'α',
      min: 0.02,
      max: 1,
      default: 0.125,
      scale: 'log',
      help: 'Share of the new marginals; 1 is undamped.',
    }),
  },
  solve: (machine, given, run) => iterateMarginals(machine, 'monotone', given, run),
});
