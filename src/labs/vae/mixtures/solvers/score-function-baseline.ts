import { integer } from '../../../../params/descriptor.ts';
import type { Draws, Rule } from '../estimate.ts';
import { method } from '../problem.ts';
import { learn, trainingParams } from '../training.ts';
import { scoreRule } from './score-function.ts';

/** Mean of log p(x|z) over the other draws of the same point: independent of this draw, so nothing is biased. */
function leaveOneOut({ samples, logLikelihood }: Draws, row: number, draw: number): number {
  let sum = 0;
  for (let k = row * samples; k < (row + 1) * samples; k++) if (k !== draw) sum += logLikelihood[k]!;
  return sum / Math.max(1, samples - 1);
}

export const scoreBaseline: Rule = scoreRule(leaveOneOut);

/**
 * The score function, with what is usual for a point taken off first.
 *
 * Source   Mnih & Rezende 2016, arXiv 1602.06725 (leave-one-out); baselines as a strategy Becker, Lew et al. 2024,
 *          arXiv 2406.15742.
 * Solves   As the score function; a draw is weighed by log p(x|z) less the mean of the other draws of its point.
 * Cost     As the score function.
 * Rate     Far below the score function's variance wherever log p(x|z) is large against its own spread.
 * Needs    K ≥ 2 draws a point.
 * Fails    Its variance stays above the reparameterised gradient's when z is continuous and the decoder smooth.
 * Departs  No learned baseline.
 */
export const scoreFunctionBaseline = method({
  label: 'Score function, baseline',
  source: 'Mnih & Rezende 2016, arXiv 1602.06725',
  precision: 'float64',
  params: {
    ...trainingParams,
    k: integer({ label: 'Draws a point', symbol: 'K', min: 2, max: 64, default: 5, scale: 'log' }),
  },
  solve: (problem, params, run) => learn(problem, params, 'scoreFunctionBaseline', scoreBaseline, run),
});
