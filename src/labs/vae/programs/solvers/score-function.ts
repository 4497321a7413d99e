import { liveValues } from '../../../../params/live-values.ts';
import { estimate, estimationParams } from '../estimate.ts';
import { method } from '../problem.ts';
import { scoredFlip, scoredNormal } from '../sites.ts';

/**
 * Source   Williams 1992 (REINFORCE)
 * Solves   ∇E[f(x)] = E[f(x) ∇log q(x) + ∇f(x)] with x held fixed
 * Cost     one run of the program a gradient
 * Rate     error as 1/√n, with a large constant: the variance grows with the square of f, not of f'
 * Needs    a density only, so that every site has one
 * Fails    where f is large: a constant added to f adds variance and nothing else
 * Departs  nothing
 */
export const scoreFunction = method({
  label: 'Score function',
  source: 'Williams 1992',
  precision: 'float64',
  params: estimationParams,
  solve: (program, given, run) =>
    estimate(
      program,
      liveValues(given, ['learningRate'], { draws: given.draws, particles: 1 }),
      (noise) => ({ sites: { normal: scoredNormal(noise, null), flip: scoredFlip(noise, null) } }),
      run,
    ),
});
