import { expectationMaximisation, learningParams, pruneSmall, type Update } from '../expectation-maximisation.ts';
import { method } from '../problem.ts';

/** Every entry has its own variance: γ = Λ. */
const update: Update = (Lambda, _, prune) => {
  const gamma = Lambda.slice();
  // The smallest product of two factors that are kept.
  pruneSmall(gamma, prune ** 2);
  return { gamma, factors: null, arithmetic: Lambda.length };
};

/**
 * Sparse Bayesian learning by expectation-maximisation: a prior variance for every entry, no structure.
 *
 * Source   Tipping 2001; Wipf & Rao 2004: the baseline of He & Joseph 2024, arXiv 2307.14719.
 * Solves   max over γ of p(y | γ), x ~ N(0, diag γ); x is estimated by its posterior mean.
 * Cost     O(M⁴ n) an iteration, n active entries (C is M² × M²).
 * Rate     the cost never rises; linear and slow near the end.
 * Needs    s² > 0, known.
 * Fails    by keeping stray entries where there are few equations.
 * Departs  by pruning γ below the square of the factors' threshold, the smallest product the structured methods keep.
 */
export const classicSbl = method({
  label: 'Classic SBL',
  source: 'Tipping 2001; Wipf & Rao 2004',
  precision: 'float64',
  params: learningParams,
  solve: (problem, params, run) => expectationMaximisation(problem, params, update, run),
});
