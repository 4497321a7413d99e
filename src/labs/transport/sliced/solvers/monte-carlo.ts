import { followRule, sliceParams } from '../follow-rule.ts';
import { method } from '../problem.ts';

/**
 * The mean of W_l over L directions, independent and uniform.
 *
 * Source   Rabin, Peyré, Delon & Bernot 2011; Bonneel, Rabin, Peyré & Pfister 2015.
 * Solves   SW² = E_θ W₂²(θᵀX, θᵀY), without bias; as a flow, min over X of n·SW.
 * Cost     L sorts of both clouds; a flow adds L n d multiply-adds.
 * Rate     variance Var(W)/L.
 * Needs    clouds of any sizes.
 * Fails    to be steady where W varies much with the direction: far clouds.
 */
export const monteCarlo = method({
  label: 'Monte Carlo',
  source: 'Bonneel, Rabin, Peyré & Pfister 2015',
  precision: 'float64',
  params: sliceParams,
  solve: (problem, chosen, run) => followRule(problem, chosen, run, { directions: 'uniform', control: 'none' }),
});
