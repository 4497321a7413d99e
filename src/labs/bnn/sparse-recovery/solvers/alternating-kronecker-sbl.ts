import { expectationMaximisation, learningParams, productOf, type Update } from '../expectation-maximisation.ts';
import { alternatingFactors } from '../kronecker-factors.ts';
import { method } from '../problem.ts';

const update: Update = (Lambda, N, prune) => {
  const { first, second, sweeps } = alternatingFactors(Lambda, N, N);
  return { gamma: productOf(first, second, prune), factors: [first, second], arithmetic: sweeps * Lambda.length };
};

/**
 * Kronecker sparse Bayesian learning with an M-step by alternating minimisation (AM-KroSBL).
 *
 * Source   He & Joseph 2024, arXiv 2307.14719, section III-A.
 * Solves   max over γ₁, γ₂ of p(y | γ₁ ⊗ γ₂); the support of x is a product of two supports.
 * Cost     O(M⁴ n) an iteration for the posterior, and 2 N² a sweep of the M-step.
 * Rate     the cost never rises while nothing is pruned.
 * Needs    s² > 0, known.
 * Fails    where the support is no product: then it keeps whole rows and columns.
 * Departs  by two factors of one size; real numbers.
 */
export const alternatingKroneckerSbl = method({
  label: 'Kronecker SBL, alternating',
  source: 'He & Joseph 2024, arXiv 2307.14719',
  precision: 'float64',
  params: learningParams,
  solve: (problem, params, run) => expectationMaximisation(problem, params, update, run),
});
