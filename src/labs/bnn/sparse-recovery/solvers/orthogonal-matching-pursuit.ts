import { choleskyFactor } from '../../../../math/cholesky-factor.ts';
import { method, type Trial } from '../problem.ts';

interface Greedy {
  mean: Float64Array;
  readonly gamma: null;
  readonly factors: null;
  iterations: number;
  ended: boolean;
  readonly support: number[];
  residual: Float64Array;
}

/** Least squares of y on the chosen columns, by the normal equations. */
function leastSquares({ A, y }: Trial, support: readonly number[], columns: number): Float64Array {
  const d = support.length;
  const gram = new Float64Array(d * d);
  const b = new Float64Array(d);
  for (let a = 0; a < y.length; a++)
    support.forEach((i, k) => {
      b[k] = b[k]! + A[a * columns + i]! * y[a]!;
      for (let l = 0; l <= k; l++)
        gram[k * d + l] = gram[k * d + l]! + A[a * columns + i]! * A[a * columns + support[l]!]!;
    });
  choleskyFactor(gram, d);
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) b[i] = b[i]! - gram[i * d + k]! * b[k]!;
    b[i] = b[i]! / gram[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) b[i] = b[i]! - gram[k * d + i]! * b[k]!;
    b[i] = b[i]! / gram[i * d + i]!;
  }
  return b;
}

/** Takes the column most like the residual, and fits anew; ends at the noise, or at half as many columns as equations. */
function pursue(trial: Trial, state: Greedy): number {
  const { A, y, noise } = trial;
  const rows = y.length;
  const columns = state.mean.length;
  const likeness = new Float64Array(columns);
  const norms = new Float64Array(columns);
  for (let a = 0; a < rows; a++)
    for (let j = 0; j < columns; j++) {
      likeness[j] = likeness[j]! + A[a * columns + j]! * state.residual[a]!;
      norms[j] = norms[j]! + A[a * columns + j]! ** 2;
    }
  let best = -1;
  let most = 0;
  for (let j = 0; j < columns; j++) {
    const score = Math.abs(likeness[j]!) / Math.sqrt(norms[j]!);
    if (score > most && !state.support.includes(j)) [best, most] = [j, score];
  }
  if (best < 0) {
    state.ended = true;
    return rows * columns;
  }
  state.support.push(best);
  const values = leastSquares(trial, state.support, columns);
  state.mean = new Float64Array(columns);
  state.support.forEach((j, k) => {
    state.mean[j] = values[k]!;
  });
  state.residual = y.map((value, a) =>
    state.support.reduce((left, j, k) => left - A[a * columns + j]! * values[k]!, value),
  );
  state.iterations++;
  const left = state.residual.reduce((sum, value) => sum + value * value, 0);
  state.ended = left <= rows * noise || state.support.length >= rows / 2;
  const d = state.support.length;
  return Math.round(2 * rows * columns + (rows * d * (d + 5)) / 2 + d ** 3 / 6);
}

/**
 * Orthogonal matching pursuit: one more entry an iteration, all chosen ones fitted by least squares.
 *
 * Source   Pati, Rezaiifar & Krishnaprasad 1993.
 * Solves   y ≈ A x with few non-zeros, greedily.
 * Cost     O(M² N²) an iteration.
 * Rate     at most M² / 2 iterations.
 * Needs    the variance of the noise, at which it stops.
 * Fails    by keeping a column once taken by mistake.
 */
export const orthogonalMatchingPursuit = method({
  label: 'Orthogonal matching pursuit',
  source: 'Pati, Rezaiifar & Krishnaprasad 1993',
  precision: 'float64',
  params: {},
  *solve({ trials, N }, _, run) {
    const states: Greedy[] = trials.map(({ y }) => ({
      mean: new Float64Array(N * N),
      gamma: null,
      factors: null,
      iterations: 0,
      ended: false,
      support: [],
      residual: y.slice(),
    }));
    let arithmetic = 0;
    while (states.some(({ ended }) => !ended)) {
      for (const [t, state] of states.entries()) {
        if (state.ended) continue;
        const work = pursue(trials[t]!, state);
        arithmetic += work;
        run.count('multiply-add', work);
        yield undefined;
      }
      yield { trials: states, arithmetic };
    }
  },
});
