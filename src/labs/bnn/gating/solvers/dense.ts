import { method } from '../problem.ts';
import { trainGates, trainingParams } from '../train-gates.ts';

/**
 * The network without gates: what the others start from.
 *
 * Source   Kingma & Ba 2015.
 * Solves   min of the cross-entropy.
 * Cost     a dense step.
 * Rate     that of Adam.
 * Needs    nothing.
 */
export const dense = method({
  label: 'Dense',
  source: 'Kingma & Ba 2015',
  precision: 'float64',
  params: trainingParams,
  solve: (problem, params, run) => trainGates(problem, params, null, run),
});
