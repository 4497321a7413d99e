import { ProblemError } from '../../../../engine/bench.ts';
import { beside } from '../../../../math/entropy-nearest.ts';
import { checkDuplicates, checkNeighbours } from '../check-samples.ts';
import { growing } from '../growing.ts';
import { method, type Samples, SHANNON } from '../problem.ts';
import { ksgOf, neighbours } from './nearest-information.ts';

/** Throws a ProblemError for classes, too few samples and equal pairs. */
export function checkPairs(problem: Samples, k: number, method: string): void {
  const { n, dx, x, y } = problem;
  if (y.kind !== 'real')
    throw new ProblemError(`y has ${y.count} classes; ${method} takes real y only, try kozachenkoLeonenko.`);
  checkNeighbours(problem, k, 0);
  checkDuplicates(beside(x, dx, y.values, y.dy, n), n, dx + y.dy, 'x and y together');
}

/**
 * The first estimator of Kraskov, Stögbauer & Grassberger (2004): one radius for x and y around every sample, so that the
 * errors of the entropies nearly cancel. Max-norm, bits. Throws a ProblemError for classes, duplicates, too few samples.
 */
export const ksg = method({
  label: 'KSG',
  source: 'Kraskov, Stögbauer & Grassberger 2004',
  precision: 'float64',
  params: { neighbours },
  solve(problem, { neighbours }, run) {
    checkPairs(problem, neighbours, 'ksg');
    return growing(problem, SHANNON, function* (n) {
      const { information, standardError, radii } = yield* ksgOf(problem, n, neighbours, run.count);
      return { information, standardError, inside: { kind: 'distances', radii, k: neighbours } };
    });
  },
});
