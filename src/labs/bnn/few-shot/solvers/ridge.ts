import { number } from '../../../../params/descriptor.ts';
import { adaptPrior } from '../local-posterior.ts';
import { type FewShotLearner, method } from '../problem.ts';

/**
 * Ridge regression on every episode by itself: nothing is learned over episodes.
 *
 * Source   Hoerl & Kennard 1970; the Bayesian reading with prior N(0, τ² I).
 * Solves   the posterior of θ given an episode's pairs.
 * Cost     O(d³) an episode.
 * Rate     at once.
 * Needs    τ > 0.
 * Fails    with fewer pairs than coordinates: what is not seen stays at 0.
 */
export const ridge = method({
  label: 'Ridge, each by itself',
  source: 'Hoerl & Kennard 1970',
  precision: 'float64',
  params: {
    priorSpread: number({
      label: 'Prior spread',
      symbol: 'τ',
      min: 0.1,
      max: 10,
      default: 2,
      scale: 'log',
      help: '2 is the spread the true means were drawn with.',
    }),
  },
  *solve({ features, noise }, { priorSpread }) {
    const start = new Float64Array(features);
    const variance = new Float64Array(features).fill(priorSpread ** 2);
    yield {
      start,
      spread: variance.map(Math.sqrt),
      episodes: 0,
      loss: Number.NaN,
      adapt: (pairs) => adaptPrior(start, variance, pairs, noise),
    } satisfies FewShotLearner;
  },
});
