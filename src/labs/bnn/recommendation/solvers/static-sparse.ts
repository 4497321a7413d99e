import { number } from '../../../../params/descriptor.ts';
import { factorise, trainingParams } from '../factorisation.ts';
import { method } from '../problem.ts';

/**
 * Sparse tables whose entries were drawn at random once and stay where they are.
 *
 * Source   The baseline of Wang et al. 2024.
 * Solves   min −ln σ(u·i⁺ − u·i⁻) over tables with fixed masks.
 * Cost     O(batch · d · density) a batch.
 * Rate     Adam.
 * Needs    0 < density ≤ 1.
 * Fails    where two vectors that should agree share no coordinate.
 * Departs  arithmetic over all coordinates and the mask; what is counted is the share that exists.
 */
export const staticSparse = method({
  label: 'Static sparse tables',
  source: 'The baseline of Wang et al. 2024',
  precision: 'float64',
  params: {
    density: number({
      label: 'Density',
      min: 0.02,
      max: 1,
      default: 0.3,
      scale: 'log',
      help: 'Share of the entries of both tables that exist, from the first batch on.',
    }),
    ...trainingParams,
  },
  solve: (problem, given, run) => factorise(problem, given, given.density, null, run),
});
