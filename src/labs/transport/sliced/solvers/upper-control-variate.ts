import { followRule, sliceParams } from '../follow-rule.ts';
import { method } from '../problem.ts';

/**
 * UCV-SW: as the lower control variate, with the spreads of both projections added to the distance of their means.
 *
 * Source   Nguyen & Ho 2024 (ICLR), arXiv 2305.00402, section 3; official code khainb/CV-SW.
 * Solves   SW² as A − γ̂ (Ḡ − μ),  G_l = (θ_lᵀδ)² + σ²_X,l + σ²_Y,l,  μ = (|δ|² + tr Σ_X + tr Σ_Y)/d.
 * Cost     as Monte Carlo, and n d² + L d² multiply-adds.
 * Rate     variance of the part of W that G does not explain, over L; a bias of order 1/L, as γ̂ comes from the same directions.
 * Needs    at least 2 directions.
 * Fails    to help where spreads say little of the distance: round clouds with one mean.
 * Departs  by σ²_l = θ_lᵀΣθ_l from the covariance, in place of the variance of each projection: the same number.
 */
export const upperControlVariate = method({
  label: 'UCV-SW',
  source: 'Nguyen & Ho 2024, arXiv 2305.00402',
  precision: 'float64',
  params: sliceParams,
  solve: (problem, chosen, run) => followRule(problem, chosen, run, { directions: 'uniform', control: 'upper' }),
});
