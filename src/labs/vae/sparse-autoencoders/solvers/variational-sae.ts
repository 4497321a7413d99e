import { number, toggle } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { method } from '../problem.ts';
import { sparsityParam, trainingParams, trainSparse } from '../training.ts';

/** Share of the steps over which the price of the KL grows. */
const ANNEALED = 0.1;

/**
 * Source   Baker & Li 2025, arXiv 2509.22994, and their released code
 * Solves   min mean |x − x̂|² + κ s_t mean KL(N(μ, σ²) ‖ N(0, I)) + L_aux/32 with z = μ + σ ε, μ = relu(x W_e + b_e),
 *          log σ² = clamp(x W_v + b_v, −6, 2), f the k entries of z of largest magnitude; with a fixed variance z = μ and the
 *          KL is ½|μ|²
 * Cost     some 6 · 128 · 3 d m multiply-adds and 128 m normals a step
 * Rate     none known; s_t = min(1, t/(0.1 · steps)) anneals the price
 * Needs    κ small beside |x|²: a whole nat a feature costs κ
 * Fails    for κ ≥ 0.1 the means shrink into the noise, and the dictionary no longer follows the directions
 * Departs  W_v starts as normals of 0.01; κ is a tenth of the released one and less, as these inputs have a norm of about 1.4
 */
export const variationalSae = method({
  label: 'Variational SAE',
  source: 'Baker & Li 2025, arXiv 2509.22994',
  precision: 'float64',
  params: {
    ...trainingParams,
    sparsity: sparsityParam,
    klWeight: number({ label: 'Price of the KL', symbol: 'κ', min: 0, max: 1, default: 0.03 }),
    learnedVariance: toggle({
      label: 'Learned variance',
      help: 'Off: no sampling, and the KL is half the square of the means.',
      default: true,
    }),
  },
  solve: (problem, given, run) => {
    const rest = {
      dictionary: given.dictionary,
      k: given.sparsity,
      variance: given.learnedVariance ? 'learned' : 'fixed',
      warmUp: ANNEALED * given.updates,
    } as const;
    return trainSparse(problem, liveValues(given, ['learningRate', 'updates', 'klWeight'], rest), run);
  },
});
