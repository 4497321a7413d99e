import { createOptimiser } from '../../../../math/optimisers.ts';
import { integer, number } from '../../../../params/descriptor.ts';
import { adaptPrior, curvatureOf, localPosterior } from '../local-posterior.ts';
import { type FewShotLearner, method } from '../problem.ts';

/**
 * A hierarchical Bayesian model of episodes: a normal-inverse-Wishart posterior over the mean and the covariance of their weights.
 *
 * Source   Kim & Hospedales 2023, arXiv 2306.09702: one-time local solutions inside an outer gradient step.
 * Solves   min over m₀, V₀ of the mean over episodes of −E ln p(D | θ) + E KL(q(θ) ‖ N(μ, Σ)), q(φ) = N(μ; m₀, Σ / l₀) IW(Σ; V₀, n₀).
 * Cost     O(d³) an episode; nothing is unrolled, and no episode is stored.
 * Rate     Adam on m₀ and ln V₀; a few hundred steps.
 * Needs    n₀ > d + 1.
 * Fails    where coordinates hardly differ between episodes: their spread is over-estimated.
 * Departs  the likelihood here is exactly quadratic, so m̄ and Ā are exact; l₀ and n₀ are fixed, and their terms are
 *          constants; the divergence of q(φ) from its prior weighs 1/N for N episodes, and the episodes never end.
 */
export const niwMeta = method({
  label: 'Hierarchical Bayes',
  source: 'Kim & Hospedales 2023, arXiv 2306.09702',
  precision: 'float64',
  params: {
    degrees: number({
      label: 'Degrees of freedom',
      symbol: 'n₀',
      min: 20,
      max: 1000,
      default: 100,
      scale: 'log',
      help: 'Of the inverse Wishart; the learned spread is the root of V₀ / n₀.',
    }),
    learningRate: number({ label: 'Learning rate', min: 1e-3, max: 0.2, default: 0.02, scale: 'log' }),
    batch: integer({ label: 'Episodes a step', min: 1, max: 32, default: 4, scale: 'log' }),
  },
  *solve({ features: d, noise, draw }, given, run) {
    const { degrees } = given;
    const centre = new Float64Array(d);
    const logScale = new Float64Array(d).fill(Math.log(degrees));
    const gradients = [new Float64Array(d), new Float64Array(d)] as const;
    const optimiser = createOptimiser('adam', [centre, logScale]);
    let episodes = 0;
    for (;;) {
      const { learningRate, batch } = given;
      gradients[0].fill(0);
      gradients[1].fill(0);
      const precision = logScale.map((value) => degrees * Math.exp(-value));
      let loss = 0;
      for (let b = 0; b < batch; b++) {
        const { support } = draw(run.noise);
        const { curvature, moment } = curvatureOf(support, d, noise);
        const { mean, covariance, logDeterminant } = localPosterior(curvature, moment, centre, precision);
        // q(θ) minimises the episode’s objective, so only m₀ and V₀ themselves are differentiated (envelope theorem).
        let regulariser = -logDeterminant;
        for (let j = 0; j < d; j++) {
          const offset = mean[j]! - centre[j]!;
          const second = covariance[j * d + j]! + offset * offset;
          gradients[0][j] = gradients[0][j]! - (precision[j]! * offset) / batch;
          gradients[1][j] = gradients[1][j]! + (0.5 * (1 - precision[j]! * second)) / batch;
          regulariser += logScale[j]! + precision[j]! * second;
        }
        loss += (misfit(support.x, support.y, mean, covariance, noise) + 0.5 * regulariser) / batch;
        run.count('multiply-add', 2 * d ** 3 + support.count * d * d);
      }
      optimiser.step(gradients, learningRate);
      episodes += batch;
      const variance = logScale.map((value) => Math.exp(value) / degrees);
      yield {
        start: centre,
        spread: variance.map(Math.sqrt),
        episodes,
        loss,
        adapt: (pairs) => adaptPrior(centre, variance, pairs, noise),
      } satisfies FewShotLearner;
    }
  },
});

/** −E ln p(D | θ) under N(mean, covariance), without its constant. */
function misfit(x: Float64Array, y: Float64Array, mean: Float64Array, covariance: Float64Array, noise: number): number {
  const d = mean.length;
  let sum = 0;
  y.forEach((value, i) => {
    let residual = value;
    for (let j = 0; j < d; j++) {
      residual -= x[i * d + j]! * mean[j]!;
      for (let k = 0; k < d; k++) sum += x[i * d + j]! * covariance[j * d + k]! * x[i * d + k]!;
    }
    sum += residual * residual;
  });
  return sum / (2 * noise ** 2);
}
