import type { Metric } from '../../../engine/bench.ts';
import { pairwiseCosts } from '../../../math/pairwise-costs.ts';
import { shortestAugmentingPaths } from '../../../math/shortest-augmenting-paths.ts';
import { exactSliced } from './exact-sliced.ts';
import type { Sliced, SlicedProblem } from './problem.ts';

type Measured = Metric<SlicedProblem, Sliced>;

/** Larger clouds would take longer to match than to move. */
const MOST_MATCHED = 256;

/** Mean and unbiased variance of the estimates; NaN in a flow, and the variance of one. */
export function momentsOf({ task }: SlicedProblem, { estimates }: Sliced): { mean: number; variance: number } {
  if (task === 'flow') return { mean: Number.NaN, variance: Number.NaN };
  let mean = 0;
  for (const value of estimates) mean += value / estimates.length;
  if (estimates.length < 2) return { mean, variance: Number.NaN };
  let square = 0;
  for (const value of estimates) square += (value - mean) ** 2;
  return { mean, variance: square / (estimates.length - 1) };
}

/** Exact W₂² from where the source stands to the target. */
function transportCost({ task, target, dimension }: SlicedProblem, { points }: Sliced): number {
  const [n, m] = [points.length / dimension, target.length / dimension];
  if (task === 'estimate' || n > MOST_MATCHED || m > MOST_MATCHED) return Number.NaN;
  if (points.some((value) => !Number.isFinite(value))) return Number.NaN;
  const C = pairwiseCosts('squaredEuclidean', points, target, dimension, 1);
  const uniform = (size: number) => new Float64Array(size).fill(1 / size);
  const solution = shortestAugmentingPaths(C, n, m, uniform(n), uniform(m));
  for (;;) {
    const next = solution.next();
    if (next.done) return next.value.cost;
  }
}

/** A quotient that does not exist where its divisor is zero. */
const over = (value: number, divisor: number): number => (divisor > 0 ? value / divisor : Number.NaN);

export const metrics: Readonly<Record<string, Measured>> = {
  varianceRatio: {
    label: 'Times less variance',
    unit: '×',
    scale: 'log',
    better: 'higher',
    help: 'Variance that plain Monte Carlo has with as many directions, from W along thousands of them, over the variance of the estimates so far.',
    measure: (problem, sliced) => {
      const { variance } = momentsOf(problem, sliced);
      return Number.isNaN(variance)
        ? variance
        : over(exactSliced(problem).variance / sliced.distances.length, variance);
    },
  },
  variance: {
    label: 'Variance of the estimates',
    scale: 'log',
    better: 'lower',
    help: 'Of SW², over the repetitions so far.',
    measure: (problem, sliced) => momentsOf(problem, sliced).variance,
  },
  spread: {
    label: 'Spread',
    unit: '%',
    scale: 'log',
    better: 'lower',
    help: 'Standard deviation of the estimates, per cent of the exact SW².',
    measure: (problem, sliced) => {
      const { variance } = momentsOf(problem, sliced);
      return Number.isNaN(variance) ? variance : over(100 * Math.sqrt(variance), exactSliced(problem).value);
    },
  },
  bias: {
    label: 'Bias',
    unit: '%',
    scale: 'linear',
    better: null,
    help: 'Mean of the estimates less the exact SW², per cent of it.',
    measure: (problem, sliced) => {
      if (problem.task === 'flow') return Number.NaN;
      const { value } = exactSliced(problem);
      return over(100 * (momentsOf(problem, sliced).mean - value), value);
    },
  },
  transportCost: {
    label: 'W₂² to the target',
    scale: 'log',
    better: null,
    help: `Exact, from where the points stand; for clouds of at most ${MOST_MATCHED} points.`,
    measure: transportCost,
  },
  loss: {
    label: 'Loss',
    scale: 'log',
    better: null,
    help: 'n·SW as estimated before the step.',
    measure: (_, { loss }) => loss,
  },
  gradientNorm: {
    label: 'Length of the gradient',
    scale: 'log',
    better: null,
    help: 'Of n·SW by all points.',
    measure: (_, { gradientNorm }) => gradientNorm,
  },
  slope: {
    label: 'Slope γ̂',
    symbol: 'γ̂',
    scale: 'linear',
    better: null,
    help: 'Fitted to the last directions; none without a control variate.',
    measure: (_, { rule, slope }) => (rule.control === 'none' ? Number.NaN : slope),
  },
};
