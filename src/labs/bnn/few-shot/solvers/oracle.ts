import { adaptPrior } from '../local-posterior.ts';
import { type FewShotLearner, method } from '../problem.ts';

/**
 * The true prior: what nobody can know, and nobody can beat in the mean.
 *
 * Source   Bayes' rule with the distribution the episodes are drawn from.
 * Solves   the posterior of θ given an episode's pairs.
 * Cost     O(d³) an episode.
 * Rate     at once.
 * Needs    the truth.
 */
export const oracle = method({
  label: 'True prior',
  source: 'Bayes’ rule',
  precision: 'float64',
  params: {},
  *solve({ centre, spread, noise }) {
    const variance = spread.map((value) => value * value);
    yield {
      start: centre,
      spread,
      episodes: 0,
      loss: Number.NaN,
      adapt: (pairs) => adaptPrior(centre, variance, pairs, noise),
    } satisfies FewShotLearner;
  },
});
