import { parametersOf } from '../../../math/mlp.ts';
import { mulberry32 } from '../../../math/random.ts';
import { createEstimator, fillNormals, type Rule } from './estimate.ts';
import type { EstimatorId, PlanarVae, Plane } from './problem.ts';
import { importanceWeighted } from './solvers/iwae.ts';
import { pathwise } from './solvers/reparameterised.ts';
import { score } from './solvers/score-function.ts';
import { scoreBaseline } from './solvers/score-function-baseline.ts';

export const RULES: Readonly<Record<EstimatorId, Rule>> = {
  reparameterised: pathwise,
  scoreFunction: score,
  scoreFunctionBaseline: scoreBaseline,
  iwae: importanceWeighted,
};

const POINTS = 32;
const REPEATS = 16;

/**
 * Sum over the encoder's parameters of the variance of their gradient, by 16 repeats with other draws of z on the same 32
 * points and the same parameters. What is measured is the estimator itself, so it is the method's own that is called.
 */
export function gradientVariance(
  { train }: Plane,
  model: PlanarVae,
  rule: Rule,
  samples: number,
  points = POINTS,
): number {
  const rows = Math.min(points, train.length / 2);
  const estimator = createEstimator(model, rule, rows, samples);
  const gradients = parametersOf(estimator.encoder);
  const means = gradients.map(({ length }) => new Float64Array(length));
  const x = train.slice(0, 2 * rows);
  const eps = new Float64Array(rows * samples * model.latents);
  const random = mulberry32(16);
  let squares = 0;
  // Welford's update: no difference of large sums.
  for (let r = 1; r <= REPEATS; r++) {
    fillNormals(random, eps);
    estimator.estimate(x, eps);
    gradients.forEach((gradient, p) => {
      const mean = means[p]!;
      for (let k = 0; k < gradient.length; k++) {
        const away = gradient[k]! - mean[k]!;
        mean[k] = mean[k]! + away / r;
        squares += away * (gradient[k]! - mean[k]!);
      }
    });
  }
  return squares / (REPEATS - 1);
}
