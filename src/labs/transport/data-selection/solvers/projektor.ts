import type { RunContext } from '../../../../engine/bench.ts';
import { integer, type Values } from '../../../../params/descriptor.ts';
import { extrapolate } from '../extrapolate.ts';
import { fitTerms } from '../fit-terms.ts';
import { checkTerms, drawParams, type Measured, measureDraws } from '../measure-draws.ts';
import { type MixtureSelection, method } from '../problem.ts';
import { slopesOf, termsOf } from '../stage-terms.ts';

const params = {
  ...drawParams,
  terms: integer({
    label: 'Coefficients',
    help: 'of 1, q, q², OT, q·OT, the first so many',
    min: 2,
    max: 5,
    default: 4,
  }),
};

const sum = (coefficients: Float64Array, terms: readonly number[]): number =>
  terms.reduce((total, term, t) => total + coefficients[t]! * term, 0);

/**
 * Accuracy of a mixture foretold from its transport distance to validation, then carried to the larger size by a line in log n.
 *
 * Source   Kang, Just, Sahu & Jia 2023, arXiv 2307.02460: stages 1 and 2, and the gradient by dual potentials.
 * Solves   least squares of accuracy on c₀ + b₀ OT + c₁ q + c₂ q² + … at each of two sizes; the line through both in log n.
 * Cost     a draw: for every mixture two trainings and two transport problems of up to n₁ × matched points.
 * Rate     the error of the means over draws falls as 1/√draws.
 * Needs    at least as many measured mixtures as coefficients; n₀ < n₁.
 * Fails    where accuracy has saturated between n₁ and n: a line in log n goes on rising.
 * Departs  on two sources; transport exact by the network simplex; a class missing from a small sample has no points and so no
 *          distance; without the term q² OT; mixtures are compared, not searched for by gradient ascent.
 */
export const projektor = method({
  label: 'Transport distance and log-size line',
  source: 'Kang, Just, Sahu & Jia 2023, arXiv 2307.02460',
  precision: 'float64',
  params,
  solve: (problem, given, run) => forecasts(problem, given, run),
});

function forecasts(problem: MixtureSelection, given: Values<typeof params>, run: RunContext) {
  const { terms, fitted } = given;
  checkTerms(terms, fitted);
  const { shares, small: n0, large: n1, goal } = problem;
  const coefficientsAt = ({ accuracy, distance }: Measured, at: Int32Array) =>
    fitTerms(
      Array.from(at, (k) => termsOf(shares[k]!, distance[k]!, terms)),
      Array.from(at, (k) => accuracy[k]!),
    );
  return measureDraws(
    problem,
    given,
    true,
    (small, large, at) => {
      const [atSmall, atLarge] = [coefficientsAt(small, at), coefficientsAt(large, at)];
      const stage1 = (coefficients: Float64Array, { distance }: Measured) =>
        shares.map((q, k) => sum(coefficients, termsOf(q, distance[k]!, terms)));
      const [low, high] = [stage1(atSmall, small), stage1(atLarge, large)];
      const along = (coefficients: Float64Array, { distance, slope }: Measured) =>
        shares.map((q, k) => sum(coefficients, slopesOf(q, distance[k]!, slope[k]!, terms)));
      const [lowSlope, highSlope] = [along(atSmall, small), along(atLarge, large)];
      return {
        interpolated: high,
        forecast: high.map((value, k) => extrapolate(n0, n1, goal, low[k]!, value)),
        slope: highSlope.map((value, k) => extrapolate(n0, n1, goal, lowSlope[k]!, value)),
      };
    },
    run,
  );
}
