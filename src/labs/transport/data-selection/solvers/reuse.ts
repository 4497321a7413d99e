import { drawParams, measureDraws } from '../measure-draws.ts';
import { method } from '../problem.ts';

/**
 * What is measured at the larger size is taken to hold at the goal too; between measured mixtures straight lines.
 *
 * Source   Kang, Just, Sahu & Jia 2023, arXiv 2307.02460: the baseline of stage 2.
 * Solves   nothing.
 * Cost     two trainings a mixture and draw, of which the smaller is not used.
 * Rate     that of means, 1/√draws.
 * Needs    three measured mixtures.
 * Fails    while more data still helps.
 * Departs  nowhere.
 */
export const reuse = method({
  label: 'Accuracy at n₁ as it is',
  source: 'Kang, Just, Sahu & Jia 2023, baselines',
  precision: 'float64',
  params: drawParams,
  solve(problem, given, run) {
    const { shares } = problem;
    return measureDraws(
      problem,
      given,
      false,
      (_, { accuracy }, at) => {
        const slope = new Float64Array(shares.length);
        const interpolated = shares.map((q, k) => {
          const right = Math.max(
            1,
            at.findIndex((index) => index >= k),
          );
          const [from, to] = [at[right - 1]!, at[right]!];
          slope[k] = (accuracy[to]! - accuracy[from]!) / (shares[to]! - shares[from]!);
          return accuracy[from]! + slope[k]! * (q - shares[from]!);
        });
        return { interpolated, forecast: interpolated, slope };
      },
      run,
    );
  },
});
