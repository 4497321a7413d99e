import { conditionalDivergenceGradient } from '../../../../math/conditional-divergence.ts';
import { normalisedInformationGradient } from '../../../../math/normalised-information.ts';
import { symmetricGram } from '../../../../math/symmetric-gram.ts';
import { choice, number } from '../../../../params/descriptor.ts';
import { targetsOf } from '../fits.ts';
import { method } from '../problem.ts';
import { bottleneckParams, trained, trainingParams } from '../training.ts';

const BETAS = [0, 1e-3, 1e-2, 0.05, 0.1, 0.5, 1];

const width = (label: string, symbol: string, preset: number) =>
  number({ label, symbol, help: 'of the Gaussian kernel', min: 0.2, max: 3, scale: 'log', default: preset });

const params = {
  ...bottleneckParams(0.05),
  ...trainingParams({ latent: 16, learningRate: 3e-3, batch: 128, epochs: 40 }),
  sigmaX: width('Width for x', 'σₓ', 0.5),
  sigmaY: width('Width for y', 'σᵧ', 1),
  sigmaT: width('Width for the code', 'σₜ', 1),
  form: choice({
    label: 'Conditional form',
    help: 'what the kernels of a row are divided by: (ΣK)² follows from p(y|x), ΣK² is what the authors’ code does',
    options: ['squareOfSum', 'sumOfSquares'],
    default: 'squareOfSum',
    optionLabels: { squareOfSum: '(ΣK)², as derived', sumOfSquares: 'ΣK², as released' },
  }),
};

/**
 * Cauchy-Schwarz information bottleneck: both terms are closed forms of Gram matrices of a batch.
 *
 * Source   Yu, Yu, Løkse, Jenssen & Príncipe 2024, equations 10 to 12.
 * Solves   min D_CS(p(y|x); q(ŷ|x)) + β I_CS(x; t)/√(I_CS(x; x) I_CS(t; t)), t the code itself, without noise.
 * Cost     O(B²) kernels a batch of B rows beside the network.
 * Fails    with σₓ too wide: then only the marginals of y and ŷ are matched. With Gaussian noise it is not better
 *          than the mean squared error.
 * Departs  by natural logarithms, Adam at a fixed rate, and (ΣK)² in the denominator unless told otherwise.
 */
export const cauchySchwarzIb = method({
  label: 'Cauchy-Schwarz IB',
  source: 'Yu et al. 2024, equations 10 to 12',
  precision: 'float64',
  params,
  *solve(task, params, run) {
    const { latent, sigmaX, sigmaY, sigmaT, form } = params;
    const { inputs, outputs } = task;
    let K: Float64Array = new Float64Array(0);
    yield* trained(
      task,
      {
        ...params,
        learningRateNow: () => params.learningRate,
        code: 'mean',
        rate: 'none',
        outputs: 'values',
        samples: 1,
        kernels: { x: sigmaX, y: sigmaY, t: sigmaT },
        kernelsPerPair: 5,
        betas: params.sweep ? BETAS.map((beta) => () => beta) : [() => (params.bottleneck ? params.beta : 0)],
        fit: (batch, gradient) => {
          const n = batch.rows;
          const y = targetsOf(task, batch.y, n);
          K = symmetricGram(batch.x, n, inputs, sigmaX);
          return conditionalDivergenceGradient(K, y, batch.outputs, n, outputs, sigmaY, form, gradient);
        },
        penalty: ({ encoded, rows }, gradient, beta) =>
          normalisedInformationGradient(K, encoded, rows, latent, sigmaT, beta, gradient),
      },
      run,
    );
  },
});
