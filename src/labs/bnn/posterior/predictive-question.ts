import { ProblemError, type Snapshot } from '../../../engine/bench.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';
import { bandOf, planeOf } from './snapshots.ts';

const MOST = 256;

/** The predictive over the plane or the line with more networks than while running: { samples } → the fields of the snapshot. */
export function predictiveQuestion(problem: PosteriorProblem, posterior: Posterior, question: unknown): Snapshot {
  const { samples } = (question ?? {}) as { samples?: unknown };
  if (!Number.isInteger(samples) || (samples as number) < 1 || (samples as number) > MOST)
    throw new ProblemError(`samples must be a whole number from 1 to ${MOST}.`);
  const drawn = planeOf(problem, posterior, samples as number) ?? bandOf(problem, posterior, samples as number);
  if (drawn === null) throw new ProblemError('This problem has neither a plane nor a line to draw a prediction on.');
  return { ...drawn };
}
