import { expectationMaximisation, learningParams, productOf, type Update } from '../expectation-maximisation.ts';
import { singularFactors } from '../kronecker-factors.ts';
import { method } from '../problem.ts';

const update: Update = (Lambda, N, prune) => {
  const { first, second, sweeps } = singularFactors(Lambda, N, N);
  return { gamma: productOf(first, second, prune), factors: [first, second], arithmetic: sweeps * Lambda.length };
};

/**
 * Kronecker sparse Bayesian learning whose M-step takes the best rank-one matrix (SVD-KroSBL).
 *
 * Source   He & Joseph 2024, arXiv 2307.14719, section III-B.
 * Solves   the same problem as alternating minimisation, with γ₁ ⊗ γ₂ the leading singular pair of the second moments.
 * Cost     O(M⁴ n) an iteration for the posterior, and 2 N² a pass of the power iteration, which needs few.
 * Rate     none is promised: the cost may rise, as this M-step minimises something else.
 * Needs    s² > 0, known.
 * Fails    where the support is no product.
 * Departs  by two factors of one size; real numbers.
 */
export const singularKroneckerSbl = method({
  label: 'Kronecker SBL, SVD',
  source: 'He & Joseph 2024, arXiv 2307.14719',
  precision: 'float64',
  params: learningParams,
  solve: (problem, params, run) => expectationMaximisation(problem, params, update, run),
});
