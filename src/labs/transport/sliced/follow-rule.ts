import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { integer, number, type Values } from '../../../params/descriptor.ts';
import { fillDirections } from './directions.ts';
import type { Rule, Sliced, SlicedProblem } from './problem.ts';
import { createSlices } from './slices.ts';

export const sliceParams = {
  directions: integer({
    label: 'Directions',
    symbol: 'L',
    min: 2,
    max: 200,
    default: 10,
    scale: 'log',
    help: 'New ones for every repetition, or every step of the flow.',
  }),
  rate: number({
    label: 'Learning rate',
    symbol: 'η',
    min: 1e-3,
    max: 0.1,
    default: 0.01,
    scale: 'log',
    help: 'Of the flow; estimates have none.',
  }),
  count: integer({
    label: 'Repetitions, or steps',
    help: 'How many estimates are made, or how many steps the flow takes.',
    min: 10,
    max: 8000,
    default: 400,
    scale: 'log',
  }),
};

/** The root of an estimate below this has the derivative it has here. */
const LEAST_ESTIMATE = 1e-12;

/** One rule at work: estimate after estimate, or the source on its way. */
export function followRule(
  problem: SlicedProblem,
  chosen: Values<typeof sliceParams>,
  run: RunContext,
  rule: Rule,
): Generator<Sliced> {
  const L = chosen.directions;
  if (rule.control !== 'none' && !(L >= 2))
    throw new ProblemError(
      `A control variate is fitted to the directions and needs at least 2 of them; ${L} is given.`,
    );
  if (!(L >= 1)) throw new ProblemError(`${L} directions make no estimate; at least 1 is needed.`);
  return problem.task === 'estimate' ? repeat(problem, chosen, run, rule) : descend(problem, chosen, run, rule);
}

function* repeat(
  problem: SlicedProblem,
  { directions: L, count }: Values<typeof sliceParams>,
  run: RunContext,
  rule: Rule,
): Generator<Sliced> {
  const slices = createSlices(problem, rule.control, L, run.count);
  const estimates = new Float64Array(count);
  for (let r = 0; r < count; r++) {
    fillDirections(rule.directions, run.noise, slices.theta, problem.dimension);
    const fit = slices.estimate();
    estimates[r] = fit.estimate;
    yield {
      rule,
      estimates: estimates.subarray(0, r + 1),
      directions: slices.theta,
      distances: slices.W,
      control: slices.G,
      mean: slices.mu,
      slope: fit.slope,
      points: problem.source,
      loss: Number.NaN,
      gradientNorm: Number.NaN,
    };
  }
}

/** x ← x − η ∇(n·SW). */
function* descend(
  problem: SlicedProblem,
  { directions: L, rate, count }: Values<typeof sliceParams>,
  run: RunContext,
  rule: Rule,
): Generator<Sliced> {
  const points = problem.source.slice();
  const n = points.length / problem.dimension;
  const slices = createSlices({ ...problem, source: points }, rule.control, L, run.count);
  const gradient = new Float64Array(points.length);
  for (let step = 0; step < count; step++) {
    fillDirections(rule.directions, run.noise, slices.theta, problem.dimension);
    const fit = slices.estimate(true);
    slices.gradient(fit, gradient);
    const root = Math.sqrt(Math.max(fit.estimate, LEAST_ESTIMATE));
    let square = 0;
    for (let k = 0; k < points.length; k++) {
      const slope = (n * gradient[k]!) / (2 * root);
      square += slope * slope;
      points[k] = points[k]! - rate * slope;
    }
    yield {
      rule,
      estimates: Float64Array.of(fit.estimate),
      directions: slices.theta,
      distances: slices.W,
      control: slices.G,
      mean: slices.mu,
      slope: fit.slope,
      points,
      loss: n * root,
      gradientNorm: Math.sqrt(square),
    };
  }
}
