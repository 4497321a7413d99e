import { extrapolate } from '../extrapolate.ts';
import { fitTerms } from '../fit-terms.ts';
import { checkTerms, drawParams, type Measured, measureDraws } from '../measure-draws.ts';
import { method } from '../problem.ts';

/** 1, q, q². */
const TERMS = 3;

/**
 * The same forecast without transport: a parabola in the share at both sizes, and the line in log n.
 *
 * Source   Kang, Just, Sahu & Jia 2023, arXiv 2307.02460: the baselines that fit the share alone.
 * Solves   least squares of accuracy on 1, q, q² at each of two sizes.
 * Cost     two trainings a mixture and draw.
 * Rate     that of means, 1/√draws.
 * Needs    three measured mixtures; n₀ < n₁.
 * Fails    as the method it is compared with, past saturation.
 * Departs  nowhere.
 */
export const logLine = method({
  label: 'Parabola in the share and log-size line',
  source: 'Kang, Just, Sahu & Jia 2023, baselines',
  precision: 'float64',
  params: drawParams,
  solve(problem, given, run) {
    const { shares, small: n0, large: n1, goal } = problem;
    checkTerms(TERMS, given.fitted);
    const parabola = ({ accuracy }: Measured, at: Int32Array) => {
      const [c, d, e] = fitTerms(
        Array.from(at, (k) => [1, shares[k]!, shares[k]! ** 2]),
        Array.from(at, (k) => accuracy[k]!),
      ) as unknown as [number, number, number];
      return { values: shares.map((q) => c + d * q + e * q * q), slopes: shares.map((q) => d + 2 * e * q) };
    };
    return measureDraws(
      problem,
      given,
      false,
      (small, large, at) => {
        const [low, high] = [parabola(small, at), parabola(large, at)];
        const carried = (atSmall: Float64Array, atLarge: Float64Array) =>
          atLarge.map((value, k) => extrapolate(n0, n1, goal, atSmall[k]!, value));
        return {
          interpolated: high.values,
          forecast: carried(low.values, high.values),
          slope: carried(low.slopes, high.slopes),
        };
      },
      run,
    );
  },
});
