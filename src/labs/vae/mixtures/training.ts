import type { RunContext } from '../../../engine/bench.ts';
import { createMlp, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { createEstimator, fillNormals, type Rule } from './estimate.ts';
import type { EstimatorId, PlanarVae, Plane, Trained } from './problem.ts';

/** Updates of one step. */
const PER_STEP = 5;

export const trainingParams = {
  k: integer({ label: 'Draws a point', symbol: 'K', min: 1, max: 64, default: 5, scale: 'log' }),
  latents: integer({ label: 'Latent numbers', symbol: 'L', min: 1, max: 2, default: 2 }),
  width: integer({ label: 'Hidden units', symbol: 'H', min: 8, max: 64, default: 32, scale: 'log' }),
  activation: choice({ label: 'Activation', options: ['tanh', 'relu'], default: 'tanh' }),
  noise: number({ label: 'Noise of the decoder', symbol: 's', min: 0.05, max: 1, default: 0.2, scale: 'log' }),
  learningRate: number({ label: 'Learning rate', min: 2e-4, max: 3e-2, default: 3e-3, scale: 'log' }),
  batch: integer({ label: 'Points a batch', symbol: 'B', min: 8, max: 256, default: 64, scale: 'log' }),
};

interface Params {
  readonly k: number;
  readonly latents: number;
  readonly width: number;
  readonly activation: 'tanh' | 'relu';
  readonly noise: number;
  readonly learningRate: number;
  readonly batch: number;
}

/** Adam on both networks, five updates a step, each on points drawn anew, with the gradients that a rule gives. */
export function* learn(
  { train }: Plane,
  given: Params,
  estimatorId: EstimatorId,
  rule: Rule,
  run: RunContext,
): Generator<Trained | undefined, void> {
  const { k, latents, width, activation, noise, batch } = given;
  const model: PlanarVae = {
    latents,
    noise,
    encoder: createMlp([2, width, 2 * latents], activation, run.random),
    decoder: createMlp([latents, width, 2], activation, run.random),
  };
  const estimator = createEstimator(model, rule, batch, k);
  const parameters = [...parametersOf(model.encoder), ...parametersOf(model.decoder)];
  const gradients = [...parametersOf(estimator.encoder), ...parametersOf(estimator.decoder)];
  const optimiser = createOptimiser('adam', parameters);
  const x = new Float64Array(batch * 2);
  const eps = new Float64Array(batch * k * latents);
  const work = 3 * batch * width * (2 + 2 * latents + k * (latents + 2));
  for (let updates = 0; ; ) {
    const { learningRate } = given;
    for (let u = 0; u < PER_STEP; u++, updates++) {
      for (let i = 0; i < batch; i++) {
        const from = Math.floor((train.length / 2) * run.noise());
        x[2 * i] = train[2 * from]!;
        x[2 * i + 1] = train[2 * from + 1]!;
      }
      fillNormals(run.noise, eps);
      estimator.estimate(x, eps);
      optimiser.step(gradients, learningRate);
      run.count('multiply-add', work);
      yield undefined;
    }
    yield { model, estimator: estimatorId, samples: k, updates };
  }
}
