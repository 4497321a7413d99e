import { integer } from '../../../../params/descriptor.ts';
import { likelihoodFit } from '../fits.ts';
import { spread, spreadSlope } from '../gaussian-code.ts';
import { method } from '../problem.ts';
import { type Batch, bottleneckParams, trained, trainingParams } from '../training.ts';

/** The list of the sweep. */
export const BETAS = [0, 1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1, 2];

const params = {
  ...bottleneckParams(1e-3),
  ...trainingParams({ latent: 2, learningRate: 2e-3, batch: 64, epochs: 150 }),
  samples: integer({ label: 'Draws at test', help: 'codes a prediction averages', min: 1, max: 32, default: 12 }),
};

/**
 * Deep variational information bottleneck.
 *
 * Source   Alemi, Fischer, Dillon & Murphy 2017, equation 17, with one draw of the code per example.
 * Solves   min E[−log q(y|z)] + β KL(N(μ, s²) ‖ N(0, I)), z = μ + s ε; the two terms bound −I(Z;Y) and I(Z;X).
 * Rate     KL = ½ Σ (μ² + s² − 2 log s − 1) nats a row, dKL/dμ = μ, dKL/ds = s − 1/s.
 * Fails    β too large: the code says nothing and the classes collapse; β = 0: the rate grows without end.
 * Departs  by Adam at a fixed rate instead of a decaying one with averaged weights. For regression the decoder is a
 *          Gaussian of unit variance.
 */
export const vib = method({
  label: 'Variational bottleneck',
  source: 'Alemi et al. 2017, equation 17',
  precision: 'float64',
  params,
  *solve(task, params, run) {
    const { latent } = params;
    yield* trained(
      task,
      {
        ...params,
        learningRateNow: () => params.learningRate,
        code: 'gaussian',
        rate: 'none',
        outputs: task.kind === 'classes' ? 'logits' : 'values',
        kernels: { x: 1, y: 1, t: 1 },
        kernelsPerPair: 0,
        betas: params.sweep ? BETAS.map((beta) => () => beta) : [() => (params.bottleneck ? params.beta : 0)],
        fit: likelihoodFit(task),
        penalty: (batch, gradient, beta) => rate(batch, latent, gradient, beta),
      },
      run,
    );
  },
});

/** Mean KL of the rows, nats; β times its gradient is added. */
function rate({ encoded, rows }: Batch, latent: number, gradient: Float64Array, beta: number): number {
  let sum = 0;
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < latent; k++) {
      const mean = 2 * r * latent + k;
      const raw = mean + latent;
      const mu = encoded[mean]!;
      const s = spread(encoded[raw]!);
      sum += 0.5 * (mu * mu + s * s - 2 * Math.log(s) - 1);
      gradient[mean] = gradient[mean]! + (beta / rows) * mu;
      gradient[raw] = gradient[raw]! + (beta / rows) * (s - 1 / s) * spreadSlope(encoded[raw]!);
    }
  }
  return sum / rows;
}
