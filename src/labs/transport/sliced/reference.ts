import { namedCloud } from '../../../data/named-clouds.ts';
import { mulberry32 } from '../../../math/random.ts';
import { exactSliced } from './exact-sliced.ts';
import { makeProblem } from './make-problem.ts';
import type { Rule } from './problem.ts';
import { createSlices } from './slices.ts';

const problemOf = (X: readonly (readonly number[])[], Y: readonly (readonly number[])[]) =>
  makeProblem({
    task: 'estimate',
    dimension: X[0]!.length,
    source: Float64Array.from(X.flat()),
    target: Float64Array.from(Y.flat()),
  });

/** One estimate along given directions, with its gradient. */
function estimateAlong(problem: ReturnType<typeof problemOf>, control: Rule['control'], theta: readonly number[][]) {
  const slices = createSlices(problem, control, theta.length, () => undefined);
  slices.theta.set(theta.flat());
  const fit = slices.estimate(true);
  const gradient = new Float64Array(problem.source.length);
  slices.gradient(fit, gradient);
  const d = problem.dimension;
  const rows = Array.from({ length: gradient.length / d }, (_, i) => Array.from(gradient.subarray(i * d, (i + 1) * d)));
  return { fit, W: Array.from(slices.W), G: Array.from(slices.G), mu: slices.mu, gradient: rows };
}

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
export const reference: Record<string, (inputs: any) => Record<string, unknown>> = {
  'sw/controlVariates': ({ X, Y, theta }) => {
    const problem = problemOf(X, Y);
    const plain = estimateAlong(problem, 'none', theta);
    const lower = estimateAlong(problem, 'lower', theta);
    const upper = estimateAlong(problem, 'upper', theta);
    return {
      per_direction_W2sq: plain.W,
      G_low: lower.G,
      E_low: lower.mu,
      G_up: upper.G,
      E_up: upper.mu,
      sw2: plain.fit.estimate,
      lcv: lower.fit.estimate,
      ucv: upper.fit.estimate,
      gamma_low: lower.fit.slope,
      gamma_up: upper.fit.slope,
      grad_sw: plain.gradient,
      grad_lcv: lower.gradient,
      grad_ucv: upper.gradient,
      sw2_exact: exactSliced(problem).value,
    };
  },
  'sw/translate': ({ X, shift, theta }) => {
    const Y = X.map((row: readonly number[]) => row.map((value, k) => value + shift[k]));
    const problem = problemOf(X, Y);
    const { fit, W, mu } = estimateAlong(problem, 'lower', theta);
    return { per_direction: W, mu, gamma: fit.slope, lcv: fit.estimate, sw2_exact: exactSliced(problem).value };
  },
  'sw/clouds': ({ source, target, n, noise, seeds }) => {
    const cloud = (kind: 'moons' | 'circles', k: 0 | 1) =>
      namedCloud(kind, mulberry32(seeds[k]), n, noise, k === 0 ? 'source' : 'target');
    const problem = makeProblem({
      task: 'estimate',
      dimension: 2,
      source: cloud(source, 0),
      target: cloud(target, 1),
    });
    return { sw2: exactSliced(problem).value };
  },
};
