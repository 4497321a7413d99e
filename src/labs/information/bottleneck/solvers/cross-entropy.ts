import { crossEntropyFit } from '../fits.ts';
import { method } from '../problem.ts';
import { trained, trainingParams } from '../training.ts';

const params = trainingParams({ latent: 2, learningRate: 2e-3, batch: 64, epochs: 150 });

/**
 * The baseline of classification: the same network and code, trained on cross-entropy alone.
 *
 * Source   textbook (Bishop 2006, section 4.3.4)
 * Solves   min E[−log q(y|μ)], nothing for what the code says about X.
 * Needs    classes.
 */
export const crossEntropy = method({
  label: 'Cross-entropy',
  source: 'Bishop 2006, section 4.3.4',
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
        outputs: 'logits',
        samples: 1,
        kernels: { x: 1, y: 1, t: 1 },
        kernelsPerPair: 0,
        betas: [() => 0],
        fit: crossEntropyFit(task),
        penalty: null,
      },
      run,
    );
  },
});
