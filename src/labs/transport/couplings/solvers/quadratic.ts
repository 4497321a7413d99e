import type { RunContext } from '../../../../engine/bench.ts';
import { ProblemError } from '../../../../engine/bench.ts';
import { choice, number, type Values } from '../../../../params/descriptor.ts';
import { type Coupling, method, type Transport } from '../problem.ts';
import { ascend } from './ascend.ts';
import { quadraticDual } from './quadratic-dual.ts';

/** Weight of the squared 2-norm, as both methods that have one take it. */
export const gamma = number({
  label: 'Quadratic weight',
  symbol: 'γ',
  help: 'of ‖P‖²/2, in the unit of the cost',
  min: 0.01,
  max: 100,
  scale: 'log',
  default: 1,
});

export const formulation = choice({
  label: 'Formulation',
  help: 'the semi-dual has potentials of the source alone, and exact column sums',
  options: ['semiDual', 'dual'],
  default: 'semiDual',
  optionLabels: { semiDual: 'semi-dual', dual: 'dual' },
});

const params = { gamma, formulation };

/**
 * Transport with a squared 2-norm: smooth in the dual and sparse in the plan.
 *
 * Source   Blondel, Seguy & Rolet 2018, smoothed dual and semi-dual.
 * Solves   max over (f, g) of ⟨a, f⟩ + ⟨b, g⟩ − Σ [f + g − C]₊²/(2γ), or over f alone with g at its best, by L-BFGS
 *          (memory 10, strong Wolfe) from 0.
 * Cost     O(nm) time an evaluation, about one a step; O(nm) memory for the plan.
 * Rate     superlinear once the support is found; the dual never falls.
 * Needs    a, b strictly positive with equal totals; γ > 0; nm ≤ 4,194,304.
 * Fails    by slowness at small γ, where the dual is nearly piecewise linear.
 * Departs  the threshold of the semi-dual by repeated removal, not by sorting: the same number.
 */
export const quadratic = method({
  label: 'Quadratic',
  source: 'Blondel, Seguy & Rolet 2018',
  precision: 'float64',
  params,
  solve,
});

function solve(
  problem: Transport,
  { gamma, formulation }: Values<typeof params>,
  run: RunContext,
): Generator<Coupling | undefined> {
  checkGamma(gamma);
  return ascend(quadraticDual(problem, { gamma, k: problem.n, formulation }, run));
}

export function checkGamma(gamma: number): void {
  if (!(gamma > 0 && gamma < Infinity)) throw new ProblemError(`γ is ${gamma}; a positive number is needed.`);
}
