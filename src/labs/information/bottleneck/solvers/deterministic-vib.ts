import { likelihoodFit } from '../fits.ts';
import { method } from '../problem.ts';
import { bottleneckParams, trained, trainingParams } from '../training.ts';
import { BETAS } from './vib.ts';

const params = {
  ...bottleneckParams(1e-3),
  ...trainingParams({ latent: 2, learningRate: 2e-3, batch: 64, epochs: 150 }),
};

/**
 * The variational bottleneck without its noise: the code is μ, and its price what is left of the rate.
 *
 * Derived  from Alemi et al. 2017: with s held at 1, KL(N(μ, I) ‖ N(0, I)) = ½|μ|², and then the noise is left out.
 * Solves   min E[−log q(y|μ)] + β ½|μ|².
 * Fails    to bound any information: a code without noise may carry all of X at any length of μ, because the decoder
 *          can undo a scaling. Its number falls with β while the accuracy stays: the noise is what makes a bottleneck.
 */
export const deterministicVib = method({
  label: 'Without noise',
  source: 'the limit of Alemi et al. 2017 without noise',
  precision: 'float64',
  params,
  *solve(task, params, run) {
    const { latent } = params;
    yield* trained(
      task,
      {
        ...params,
        learningRateNow: () => params.learningRate,
        code: 'mean',
        rate: 'norm',
        outputs: task.kind === 'classes' ? 'logits' : 'values',
        samples: 1,
        kernels: { x: 1, y: 1, t: 1 },
        kernelsPerPair: 0,
        betas: params.sweep ? BETAS.map((beta) => () => beta) : [() => (params.bottleneck ? params.beta : 0)],
        fit: likelihoodFit(task),
        penalty: ({ encoded, rows }, gradient, beta) => {
          let sum = 0;
          for (let k = 0; k < rows * latent; k++) {
            const mu = encoded[k]!;
            sum += 0.5 * mu * mu;
            gradient[k] = gradient[k]! + (beta / rows) * mu;
          }
          return sum / rows;
        },
      },
      run,
    );
  },
});
