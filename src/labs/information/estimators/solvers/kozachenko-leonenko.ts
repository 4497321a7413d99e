import { ProblemError } from '../../../../engine/bench.ts';
import { beside } from '../../../../math/entropy-nearest.ts';
import { whiten } from '../../../../math/whitening.ts';
import { choice } from '../../../../params/descriptor.ts';
import { checkCoordinates, checkDuplicates, checkNeighbours } from '../check-samples.ts';
import { growing } from '../growing.ts';
import { method, type Samples, SHANNON } from '../problem.ts';
import { nearestInformation, neighbours } from './nearest-information.ts';

/** Refuses what has no density: equal rows, too few samples, samples in a flat subspace. */
function checkCloud(problem: Samples, k: number): void {
  const { n, dx, x, y } = problem;
  checkCoordinates(problem, 'kozachenkoLeonenko');
  checkNeighbours(problem, k, dx + (y.kind === 'real' ? y.dy : 0));
  checkDuplicates(x, n, dx, 'x');
  if (y.kind === 'real') checkDuplicates(y.values, n, y.dy, 'y');
  try {
    if (y.kind === 'real') whiten(beside(x, dx, y.values, y.dy, n), n, dx + y.dy);
    else whiten(x, n, dx);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProblemError(
      'The columns of x (and of a real y) depend on each other linearly; nearest neighbours need independent ones.',
    );
  }
}

/**
 * Entropies from distances to nearest neighbours after whitening: H(X) + H(Y) − H(X, Y), or H(X) − Σ p(y) H(X|y) for classes
 * (Kozachenko & Leonenko 1987; weights by Berrett, Samworth & Yuan 2019, as in Butakov et al. 2024). Bits.
 * Throws a ProblemError for duplicates, too few samples, dependent columns, or more than 16 coordinates.
 */
export const kozachenkoLeonenko = method({
  label: 'Kozachenko-Leonenko',
  source: 'Kozachenko & Leonenko 1987; Berrett, Samworth & Yuan 2019',
  precision: 'float64',
  params: {
    neighbours,
    weighting: choice({
      label: 'Neighbours used',
      help: 'weights cancel bias in more than four dimensions, at the price of variance; up to four they take the first alone',
      options: ['weighted', 'last'],
      default: 'weighted',
      optionLabels: { weighted: 'weighted; up to 4 dimensions the nearest alone', last: 'the k-th alone' },
    }),
  },
  solve(problem, { neighbours, weighting }, run) {
    checkCloud(problem, neighbours);
    return growing(problem, SHANNON, function* (n) {
      const { radii, ...found } = yield* nearestInformation(problem, n, neighbours, weighting, run.count);
      return { ...found, inside: { kind: 'distances', radii, k: 1 } };
    });
  },
});
