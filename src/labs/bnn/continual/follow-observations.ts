import { type LinearBelief, observeLinear } from './observe-linear.ts';
import { type Conjugate, type Learned, NOTHING_MORE } from './problem.ts';

const copy = ({ mean, covariance }: LinearBelief): LinearBelief => ({
  mean: mean.slice(),
  covariance: covariance.slice(),
});

/**
 * The exact posterior, observation after observation: of one mean or line that all tasks share, or, where every task has
 * its own, of all of them side by side.
 */
export function* followObservations(given: Conjugate, own: boolean): Iterable<Learned> {
  const { model, noise, priorMean, priorVariance, places, values } = given;
  const numbers = model === 'mean' ? 1 : 2;
  const size = own ? numbers * values.length : numbers;
  const belief: LinearBelief = {
    mean: new Float64Array(size).fill(priorMean),
    covariance: Float64Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? priorVariance : 0)),
  };
  const after: LinearBelief[] = [];
  const features = new Float64Array(size);
  for (const [task, arriving] of values.entries()) {
    const from = own ? numbers * task : 0;
    for (let i = 0; i < arriving.length; i++) {
      features.fill(0);
      features[from] = 1;
      if (model === 'line') features[from + 1] = places[task]![i]!;
      observeLinear(belief, features, arriving[i]!, noise);
      if (i + 1 === arriving.length) after.push(copy(belief));
      yield { ...NOTHING_MORE, task, stepInTask: i + 1, now: null, after: [], belief: { ...belief, after } };
    }
  }
}
