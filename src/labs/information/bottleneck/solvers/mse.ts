import { squaredFit } from '../fits.ts';
import { method } from '../problem.ts';
import { trained, trainingParams } from '../training.ts';

const params = trainingParams({ latent: 16, learningRate: 3e-3, batch: 128, epochs: 40 });

/**
 * The baseline of regression: the same network, trained on the mean squared error alone.
 *
 * Source   textbook (Bishop 2006, section 3.1.1): the likelihood of a Gaussian decoder.
 * Solves   min E|ŷ − y|²; classes are one-hot targets.
 * Fails    on outliers, each of which counts with its square.
 */
export const mse = method({
  label: 'Mean squared error',
  source: 'Bishop 2006, section 3.1.1',
  precision: 'float64',
  params,
  *solve(task, params, run) {
    yield* trained(
      task,
      {
        ...params,
        learningRateNow: () => params.learningRate,
        code: 'mean',
        rate: 'none',
        outputs: 'values',
        samples: 1,
        kernels: { x: 0.5, y: 1, t: 1 },
        kernelsPerPair: 0,
        betas: [() => 0],
        fit: squaredFit(task, 1),
        penalty: null,
      },
      run,
    );
  },
});
