import type { Metric } from '../../../engine/bench.ts';
import { luSolve } from '../../../math/lu-solve.ts';
import type { Episode, FewShot, FewShotLearner } from './problem.ts';

type Measured = Metric<FewShot, FewShotLearner>;

/** Coordinates whose true spread is at least this count as spread at all. */
const SPREAD = 0.15;

/** Mean squared error on an episode's query pairs. */
function errorOf({ query: { x, y, count } }: Episode, theta: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < count; i++)
    sum += (theta.reduce((total, weight, j) => total + weight * x[i * theta.length + j]!, 0) - y[i]!) ** 2;
  return sum / count;
}

/** Posterior mean under the true prior, by elimination. */
function bestGuess(
  { features: d, centre, spread, noise }: FewShot,
  { support: { x, y, count } }: Episode,
): Float64Array {
  const A = new Float64Array(d * d);
  const b = centre.map((value, j) => value / spread[j]! ** 2);
  for (let j = 0; j < d; j++) A[j * d + j] = 1 / spread[j]! ** 2;
  for (let i = 0; i < count; i++)
    for (let j = 0; j < d; j++) {
      b[j] = b[j]! + (x[i * d + j]! * y[i]!) / noise ** 2;
      for (let k = 0; k < d; k++) A[j * d + k] = A[j * d + k]! + (x[i * d + j]! * x[i * d + k]!) / noise ** 2;
    }
  return luSolve(A, b);
}

const lowest = new WeakMap<FewShot, number>();
function lowestError(problem: FewShot): number {
  const known = lowest.get(problem);
  if (known !== undefined) return known;
  const { unseen } = problem;
  const value = unseen.reduce((sum, one) => sum + errorOf(one, bestGuess(problem, one)), 0) / unseen.length;
  lowest.set(problem, value);
  return value;
}

const measured = new WeakMap<FewShotLearner, number>();

/** Mean squared error on the query pairs of episodes nobody learned from. */
export function queryError({ unseen }: FewShot, learner: FewShotLearner): number {
  const known = measured.get(learner);
  if (known !== undefined) return known;
  const value = unseen.reduce((sum, one) => sum + errorOf(one, learner.adapt(one.support).mean), 0) / unseen.length;
  measured.set(learner, value);
  return value;
}

/** Largest ratio, either way up, of a learned spread to the true one. */
function spreadRatio(
  { spread: truth }: FewShot,
  { spread }: FewShotLearner,
  counts: (value: number) => boolean,
): number {
  if (!spread) return Number.NaN;
  const ratios = Array.from(truth.keys())
    .filter((j) => counts(truth[j]!))
    .map((j) => Math.max(spread[j]! / truth[j]!, truth[j]! / spread[j]!));
  return ratios.length > 0 ? Math.max(...ratios) : Number.NaN;
}

export const metrics: Readonly<Record<string, Measured>> = {
  queryError: {
    label: 'Error on unseen episodes',
    scale: 'log',
    better: 'lower',
    help: 'Mean squared error on 20 query pairs of 200 episodes nobody learned from, after adapting to the pairs they show.',
    measure: queryError,
  },
  overOracle: {
    label: 'Error over the lowest',
    scale: 'log',
    better: 'lower',
    help: 'That error divided by the error under the true prior; 1 is the best there is.',
    measure: (problem, learner) => queryError(problem, learner) / lowestError(problem),
  },
  centreError: {
    label: 'Farthest coordinate of the centre',
    scale: 'log',
    better: 'lower',
    help: 'Largest distance between a coordinate of the learned centre and the true mean.',
    measure: ({ centre }, { start }) =>
      centre.reduce((worst, value, j) => Math.max(worst, Math.abs(value - start[j]!)), 0),
  },
  spreadError: {
    label: 'Spread, worst ratio',
    scale: 'log',
    better: null,
    help: 'Largest ratio of a learned spread to the true one, either way up, where the truth is at least 0.15.',
    measure: (problem, learner) => spreadRatio(problem, learner, (value) => value >= SPREAD),
  },
  smallSpreadRatio: {
    label: 'Small spreads, worst ratio',
    scale: 'log',
    better: null,
    help: 'The same where the truth is below 0.15: these are hard to tell from nothing.',
    measure: (problem, learner) => spreadRatio(problem, learner, (value) => value < SPREAD),
  },
  loss: {
    label: 'Objective of the step',
    unit: 'nats',
    scale: 'linear',
    better: null,
    help: 'Mean over the episodes of the step; none for methods that do not train.',
    measure: (_, { loss }) => loss,
  },
};
