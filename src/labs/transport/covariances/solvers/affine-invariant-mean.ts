import { congruence, inverseSquareRoot, spectralFunction, squareRoot } from '../../../../math/bures.ts';
import { number } from '../../../../params/descriptor.ts';
import { average } from '../average.ts';
import { eachMatrix } from '../each-matrix.ts';
import { meanOf } from '../mean-of.ts';
import { method } from '../problem.ts';

const params = {
  rate: number({ label: 'Step length', symbol: 'τ', min: 0.1, max: 1, default: 1 }),
};

/**
 * The mean that every congruence takes along: nearest in squared |log A^-½XA^-½|.
 *
 * Source   Pennec, Fillard & Ayache 2006; Moakher 2005.
 * Solves   Σ log(G^-½ X G^-½) = 0 by G ← G^½ exp(τ Σ log(G^-½ X G^-½) / N) G^½ from the arithmetic mean.
 * Cost     N + 2 eigen-decompositions a step, O(N d³).
 * Rate     linear; the faster, the closer the matrices are to each other.
 * Needs    symmetric positive definite matrices.
 * Fails    slowly, or with τ = 1 not at all to come closer, for matrices that differ by orders of magnitude in turned axes.
 * Departs  nowhere.
 */
export const affineInvariantMean = method({
  label: 'Affine-invariant mean',
  source: 'Pennec, Fillard & Ayache 2006',
  precision: 'float64',
  params,
  *solve({ matrices, d }, given, run) {
    let G = average(matrices);
    for (;;) {
      const [root, inverse] = [squareRoot(G, d), inverseSquareRoot(G, d)];
      const logs = yield* eachMatrix(matrices, d, (X) =>
        spectralFunction(congruence(inverse, X, d), d, (value) => Math.log(Math.max(value, Number.MIN_VALUE))),
      );
      const { rate } = given;
      const step = average(logs).map((value) => rate * value);
      G = congruence(root, spectralFunction(step, d, Math.exp), d);
      run.count('eigen-decompositions', matrices.length + 3);
      yield meanOf('affine', G, matrices);
    }
  },
});
