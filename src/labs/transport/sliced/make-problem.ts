import { ProblemError } from '../../../engine/bench.ts';
import type { SlicedProblem } from './problem.ts';

/** Squares of squared distances are summed: coordinates beyond this would overflow. */
const LARGEST = 1e60;

export interface Clouds {
  readonly task: SlicedProblem['task'];
  readonly dimension: number;
  readonly source: Float64Array;
  readonly target: Float64Array;
}

/** Throws a ProblemError with a sentence for clouds that have no sliced distance. */
export function makeProblem({ task, dimension, source, target }: Clouds): SlicedProblem {
  const clouds = { source, target };
  for (const side of ['source', 'target'] as const) {
    const points = clouds[side];
    if (points.length === 0) throw new ProblemError(`The ${side} has no points; at least 1 is needed.`);
    if (points.length % dimension !== 0)
      throw new ProblemError(`The ${side} is no list of points of ${dimension} coordinates each.`);
    const far = points.find((value) => !(Math.abs(value) <= LARGEST));
    if (far !== undefined)
      throw new ProblemError(`A coordinate of the ${side} is ${far}; numbers between -1e60 and 1e60 are accepted.`);
  }
  const [n, m] = [source.length / dimension, target.length / dimension];
  const notes =
    n === m ? [] : [`${n} points against ${m}: quantiles are compared on the merged grid, so points share partners.`];
  return { task, dimension, source, target, notes };
}
