import { createOptimiser } from '../../../../math/optimisers.ts';
import { integer, number } from '../../../../params/descriptor.ts';
import { type FewShotLearner, method, type Pairs } from '../problem.ts';

/** Gradient of the mean of ½ (y − x·θ)². */
function slope({ x, y, count }: Pairs, theta: Float64Array): Float64Array {
  const d = theta.length;
  const g = new Float64Array(d);
  for (let i = 0; i < count; i++) {
    let residual = -y[i]!;
    for (let j = 0; j < d; j++) residual += x[i * d + j]! * theta[j]!;
    for (let j = 0; j < d; j++) g[j] = g[j]! + (residual * x[i * d + j]!) / count;
  }
  return g;
}

const stepFrom = (theta: Float64Array, pairs: Pairs, rate: number): Float64Array => {
  const g = slope(pairs, theta);
  return theta.map((value, j) => value - rate * g[j]!);
};

/**
 * Model-agnostic meta-learning: common initial weights from which one gradient step on an episode's pairs does well on others.
 *
 * Source   Finn, Abbeel & Levine 2017, arXiv 1703.03400, Algorithm 1.
 * Solves   min over θ₀ of the mean error on query pairs after θ₀ − α ∇, differentiated through the step.
 * Cost     O(pairs · d) an episode.
 * Rate     Adam; a few hundred steps.
 * Needs    the inner rate below the inverse of the largest curvature of an episode.
 * Fails    where coordinates differ in how much they vary: all share one rate.
 */
export const maml = method({
  label: 'MAML',
  source: 'Finn, Abbeel & Levine 2017, arXiv 1703.03400',
  precision: 'float64',
  params: {
    innerRate: number({ label: 'Inner rate', symbol: 'α', min: 0.005, max: 0.5, default: 0.1, scale: 'log' }),
    learningRate: number({ label: 'Learning rate', min: 1e-3, max: 0.2, default: 0.02, scale: 'log' }),
    batch: integer({ label: 'Episodes a step', min: 1, max: 32, default: 4, scale: 'log' }),
  },
  *solve({ features: d, draw }, given, run) {
    const start = new Float64Array(d);
    const gradient = new Float64Array(d);
    const optimiser = createOptimiser('adam', [start]);
    let episodes = 0;
    for (;;) {
      const { innerRate, learningRate, batch } = given;
      gradient.fill(0);
      let loss = 0;
      for (let b = 0; b < batch; b++) {
        const { support, query } = draw(run.noise);
        const adapted = stepFrom(start, support, innerRate);
        const outer = slope(query, adapted);
        // (I − α H) outer, H the curvature of the support: the slope of ½‖Xθ‖² is linear.
        const bent = slope({ ...support, y: new Float64Array(support.count) }, outer);
        for (let j = 0; j < d; j++) gradient[j] = gradient[j]! + (outer[j]! - innerRate * bent[j]!) / batch;
        loss += queryLoss(query, adapted) / batch;
        run.count('multiply-add', 2 * d * (2 * support.count + query.count));
      }
      optimiser.step([gradient], learningRate);
      episodes += batch;
      yield {
        start,
        spread: null,
        episodes,
        loss,
        adapt: (pairs) => ({ mean: stepFrom(start, pairs, innerRate), spread: null }),
      } satisfies FewShotLearner;
    }
  },
});

function queryLoss({ x, y, count }: Pairs, theta: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < count; i++)
    sum += theta.reduce((left, weight, j) => left - weight * x[i * theta.length + j]!, y[i]!) ** 2;
  return sum / (2 * count);
}
