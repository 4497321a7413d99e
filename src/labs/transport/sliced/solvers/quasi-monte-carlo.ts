import { followRule, sliceParams } from '../follow-rule.ts';
import { method } from '../problem.ts';

/**
 * The mean of W_l over L directions that are spread evenly and turned at random.
 *
 * Source   Nguyen, Bariletto & Ho 2024, arXiv 2309.11713, with randomised rotations.
 * Solves   SW² without bias, as every single direction is uniform; as a flow, min over X of n·SW.
 * Cost     as Monte Carlo.
 * Rate     in the plane that of the midpoint rule on a periodic function, 1/L² or better for the error where W is smooth.
 * Needs    two or three dimensions.
 * Fails    to say its own error from the spread inside one estimate.
 * Departs  in space by a Fibonacci spiral over the half sphere, as slices along θ and −θ are the same; in the plane by equally
 *          spaced angles: the paper treats space alone.
 */
export const quasiMonteCarlo = method({
  label: 'Quasi-Monte Carlo',
  source: 'Nguyen, Bariletto & Ho 2024, arXiv 2309.11713',
  precision: 'float64',
  params: sliceParams,
  solve: (problem, chosen, run) => followRule(problem, chosen, run, { directions: 'spread', control: 'none' }),
});
