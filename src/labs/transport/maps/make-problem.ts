import { ProblemError } from '../../../engine/bench.ts';
import { groundCost } from '../../../math/pairwise-costs.ts';
import type { MapProblem } from './problem.ts';

type Recipe = Pick<MapProblem, 'kind' | 'cost' | 'source' | 'target'> &
  Partial<Pick<MapProblem, 'truth' | 'moments' | 'heldOut'>>;

/** Adds the units of both ε, which need a target that is more than one point. */
export function makeProblem({
  truth = null,
  moments = null,
  heldOut = new Float64Array(0),
  ...rest
}: Recipe): MapProblem {
  const { cost, source, target } = rest;
  const n = source.length / 2;
  const m = target.length / 2;
  let within = 0;
  for (let i = 0; i < m; i++)
    for (let j = 0; j < m; j++) within += groundCost('squaredEuclidean', target, i, target, j, 2);
  let between = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) between += groundCost(cost, source, i, target, j, 2);
  const [fitScale, gapScale] = [within / (m * m), between / (n * m)];
  if (!(fitScale > 0) || !Number.isFinite(fitScale + gapScale))
    throw new ProblemError(
      fitScale === 0
        ? 'The target points are all the same, and ε is a share of their squared distances; two different points are needed.'
        : 'The squared distances are too large for numbers; coordinates below 1e100 in size are accepted.',
    );
  return { ...rest, truth, moments, heldOut, fitScale, gapScale };
}
