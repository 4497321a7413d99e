import { choice } from '../../../../params/descriptor.ts';
import { iterateMarginals } from '../iterate-marginals.ts';
import { method } from '../problem.ts';

/**
 * Plain parallel mean field: every variable answers the others' last marginals at once, x ← softmax(Φ x + b).
 *
 * Source   Peterson & Anderson 1987; the baseline of Feng, Winston & Kolter 2023.
 * Solves   x = softmax by variable of (Φ x + b), from several starts side by side.
 * Cost     O(n²) a step and start, n = variables × states.
 * Rate     none in general: it may run in a cycle of two.
 * Needs    nothing; by default it takes the couplings as drawn.
 * Fails    by oscillating, or by ending elsewhere from another start.
 */
export const parallelMeanField = method({
  label: 'Parallel mean field',
  source: 'Peterson & Anderson 1987',
  precision: 'float64',
  params: {
    weights: choice({
      label: 'Couplings',
      options: ['free', 'monotone'],
      default: 'free',
      help: 'As drawn, or shrunk until I − Φ keeps the margin.',
    }),
  },
  solve: (machine, { weights }, run) => iterateMarginals(machine, weights, { alpha: 1 }, run),
});
