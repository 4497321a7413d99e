import { method } from '../problem.ts';
import { trainingParams, trainMap } from '../train-map.ts';

/**
 * The same network fitted to the target alone: any map with the right image will do.
 *
 * Source   Uscidda & Cuturi 2023, arXiv 2302.04953: the unregularised map, λ = 0.
 * Solves   min_θ S_ε′(T_θ♯μ, ν).
 * Cost     a step: 12 sweeps of two n × n plans, one pass forward and back through the network.
 * Rate     that of Adam; some hundred steps here.
 * Needs    nothing of the cost c, which it never sees.
 * Fails    to find the optimal map: which map it finds is up to the start of the network.
 * Departs  as the Monge gap beside it.
 */
export const noGap = method({
  label: 'Fit alone',
  source: 'Uscidda & Cuturi 2023, λ = 0',
  precision: 'float64',
  params: trainingParams,
  solve: (problem, training, run) => trainMap(problem, training, null, run),
});
