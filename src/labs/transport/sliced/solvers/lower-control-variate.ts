import { followRule, sliceParams } from '../follow-rule.ts';
import { method } from '../problem.ts';

/**
 * LCV-SW: the mean of W_l, corrected by how far the squared distance of the projected means is off its known mean.
 *
 * Source   Nguyen & Ho 2024 (ICLR), arXiv 2305.00402, section 3; official code khainb/CV-SW.
 * Solves   SW² as A − γ̂ (Ḡ − μ),  G_l = (θ_lᵀδ)², μ = |δ|²/d with δ the difference of the means.
 * Cost     as Monte Carlo, and n d + L d multiply-adds.
 * Rate     variance of the part of W that G does not explain, over L; a bias of order 1/L, as γ̂ comes from the same directions.
 * Needs    at least 2 directions.
 * Fails    to help where the means coincide: G is then constant.
 * Departs  nowhere: the gradient goes through γ̂, as in the official code.
 */
export const lowerControlVariate = method({
  label: 'LCV-SW',
  source: 'Nguyen & Ho 2024, arXiv 2305.00402',
  precision: 'float64',
  params: sliceParams,
  solve: (problem, chosen, run) => followRule(problem, chosen, run, { directions: 'uniform', control: 'lower' }),
});
