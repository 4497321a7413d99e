import type { RunContext } from '../../../../engine/bench.ts';
import { ProblemError } from '../../../../engine/bench.ts';
import { choice, integer, number, type Values } from '../../../../params/descriptor.ts';
import { type Coupling, method, type Transport } from '../problem.ts';
import { ascend, ascendByAdam } from './ascend.ts';
import { checkGamma, formulation, gamma } from './quadratic.ts';
import { quadraticDual } from './quadratic-dual.ts';

const params = {
  k: integer({
    label: 'Most non-zeros a target',
    symbol: 'k',
    help: 'at most as many as there are source points',
    min: 1,
    max: 64,
    default: 2,
  }),
  gamma,
  formulation,
  optimiser: choice({
    label: 'Optimiser',
    options: ['lbfgs', 'adam'],
    default: 'lbfgs',
    optionLabels: { lbfgs: 'L-BFGS', adam: 'ADAM' },
  }),
  rate: number({ label: 'Rate of ADAM', min: 1e-4, max: 1, scale: 'log', default: 0.02 }),
};

/**
 * Sparsity-constrained transport: at most k non-zeros in every column of the plan.
 *
 * Source   Liu, Puigcerver & Blondel, ICLR 2023, dual and semi-dual with the top-k conjugate.
 * Solves   max over α of ⟨a, α⟩ − Σ_j max {⟨α − c_j, t⟩ − (γ/2)‖t‖² : t ∈ b_jΔ, ‖t‖₀ ≤ k} (semi-dual), or over (α, β) with
 *          t ≥ 0 in place of b_jΔ (dual), from 0. The plan is the maximiser t_j of each column.
 * Cost     O(nm) time an evaluation, up to O(nmk) where a column is sorted upwards; about one a step; O(mk) memory for the plan.
 * Rate     faster the larger k is: superlinear at k = n, sublinear with ADAM at small k.
 * Needs    a, b strictly positive with equal totals; γ > 0; 1 ≤ k ≤ n; nm ≤ 4,194,304.
 * Fails    for 1 < k < n the problem is not convex: the dual is a lower bound, and has kinks where the k-th and the next
 *          entry of a column tie. There the line search fails and the run ends, with rows that do not sum to a.
 * Departs  a failed line search is tried once more along the gradient, as L-BFGS-B does.
 */
export const sparsityConstrained = method({
  label: 'Sparsity-constrained',
  source: 'Liu, Puigcerver & Blondel 2023',
  precision: 'float64',
  params,
  solve,
});

function solve(problem: Transport, given: Values<typeof params>, run: RunContext): Generator<Coupling | undefined> {
  const { k, gamma, formulation, optimiser } = given;
  checkGamma(gamma);
  if (!(Number.isInteger(k) && k >= 1 && k <= problem.n)) {
    throw new ProblemError(
      `k is ${k}; a whole number from 1 to the ${problem.n} source ${problem.n === 1 ? 'point' : 'points'} is needed.`,
    );
  }
  const dual = quadraticDual(problem, { gamma, k, formulation }, run);
  return optimiser === 'adam' ? ascendByAdam(dual, given) : ascend(dual);
}
