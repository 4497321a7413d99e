import { spectralFunction } from '../../../../math/bures.ts';
import { average } from '../average.ts';
import { eachMatrix } from '../each-matrix.ts';
import { meanOf } from '../mean-of.ts';
import { method } from '../problem.ts';

/**
 * exp of the mean of logarithms: what is left of the affine-invariant mean when matrices commute.
 *
 * Source   Arsigny, Fillard, Pennec & Ayache 2007.
 * Solves   Σ log X / N = log G, in closed form.
 * Cost     N + 1 eigen-decompositions.
 * Rate     one step.
 * Needs    symmetric positive definite matrices.
 * Fails    to follow a change of axes that is not a rotation.
 * Departs  nowhere.
 */
export const logEuclideanMean = method({
  label: 'Log-Euclidean mean',
  source: 'Arsigny, Fillard, Pennec & Ayache 2007',
  precision: 'float64',
  params: {},
  *solve({ matrices, d }, _, run) {
    const logs = yield* eachMatrix(matrices, d, (X) => spectralFunction(X, d, Math.log));
    run.count('eigen-decompositions', matrices.length + 1);
    yield meanOf('logEuclidean', spectralFunction(average(logs), d, Math.exp), matrices);
  },
});
