import { average } from '../average.ts';
import { meanOf } from '../mean-of.ts';
import { method } from '../problem.ts';

/**
 * Entries averaged one by one.
 *
 * Source   none needed.
 * Solves   Σ X / N = G.
 * Cost     N d² additions.
 * Rate     one step.
 * Needs    nothing.
 * Fails    by swelling: the mean of thin ellipses that point in different directions is a fat one.
 * Departs  nowhere.
 */
export const arithmeticMean = method({
  label: 'Arithmetic mean',
  source: 'The mean of entries',
  precision: 'float64',
  params: {},
  *solve({ matrices }) {
    yield meanOf('arithmetic', average(matrices), matrices);
  },
});
