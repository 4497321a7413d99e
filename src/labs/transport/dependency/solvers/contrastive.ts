import { method } from '../problem.ts';
import { trainCritic, trainingParams } from '../train-critic.ts';

/**
 * Contrastive predictive coding: which y of a batch belongs to x?
 *
 * Source   van den Oord, Li & Vinyals 2018, arXiv 1807.03748: InfoNCE with critic ⟨g(x), h(y)⟩.
 * Solves   min −1/B Σ log ( exp f(x_i, y_i) / Σ_j exp f(x_i, y_j) ) by Adam.
 * Cost     6 B times the weights of an encoder an update.
 * Rate     none known.
 * Needs    batches of pairs.
 * Fails    once a few factors tell the pairs of a batch apart: nothing then asks for the others.
 * Departs  nowhere.
 */
export const contrastive = method({
  label: 'Contrastive (CPC)',
  source: 'van den Oord, Li & Vinyals 2018, arXiv 1807.03748',
  precision: 'float64',
  params: trainingParams,
  solve: (problem, given, run) => trainCritic(problem, given, null, run),
});
