import { product, productTransposed, transposedProduct } from '../../../../math/matrix-product.ts';
import { number, toggle } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { method, type VaeFit, type VaeSettings } from '../problem.ts';
import { descend, noiseParams, weights } from '../training.ts';

export const vaeParams = {
  beta: number({ label: 'Weight on the KL', symbol: 'β', min: 0.05, max: 16, default: 1, scale: 'log' }),
  ...noiseParams,
  learned: toggle({ label: 'Learn the encoder’s variances', default: true }),
  sigma: number({
    label: 'Fixed sd of the encoder',
    symbol: 'σ',
    min: 0.1,
    max: 3,
    default: 1,
    scale: 'log',
    help: 'Used where the variances are not learned.',
  }),
};

/**
 * A VAE whose encoder and decoder are matrices, by gradient descent on its exact objective.
 *
 * Source   Dang, Tran, Nguyen & Ho 2024, arXiv 2306.05023, the linear VAE.
 * Solves   η_dec⁻² [ ‖UV − Z‖² + tr(UΣUᵀ) + βc²(‖V‖² + tr Σ) ] − β log|Σ| → min over U, V and Σ, c = η_dec/η_enc: twice the
 *          negative β-ELBO up to constants.
 * Cost     5 d³ multiply-adds an update.
 * Rate     Slow modes are those next to the threshold θ² = βη_dec²: there the objective is flat to second order.
 * Needs    η_dec, η_enc > 0.
 * Fails    Never: all its minima are global up to rotations, and saddles are left from a random start.
 * Departs  The paper trains on samples; here the expectation is exact.
 */
export const linearVae = method({
  label: 'Linear VAE',
  source: 'Dang et al. 2024, arXiv 2306.05023',
  precision: 'float64',
  params: vaeParams,
  solve(problem, given, run) {
    const { learned, sigma } = given;
    const { size, Z } = problem;
    const settings: VaeSettings = liveValues(given, ['beta', 'etaDec', 'etaEnc'], { sigma: learned ? null : sigma });
    const U = weights(run.random, size, size);
    const V = weights(run.random, size, size);
    const logSd = new Float64Array(size).fill(learned ? 0 : Math.log(sigma));
    const gradients = [U, V, ...(learned ? [logSd] : [])].map(({ length }) => new Float64Array(length));
    const gradient = vaeGradient(Z, size, settings, { U, V, logSd }, gradients);
    return descend<VaeFit>(
      problem,
      { model: 'vae', settings, U, V, logSd },
      learned ? [U, V, logSd] : [U, V],
      gradients,
      gradient,
      () => run.count('multiply-add', 5 * size ** 3),
    );
  },
});

/** Overwrites [∂U, ∂V, ∂ log σ], the last where there is room for it. */
export function vaeGradient(
  Z: Float64Array,
  size: number,
  settings: VaeSettings,
  { U, V, logSd }: Pick<VaeFit, 'U' | 'V' | 'logSd'>,
  [gU, gV, gS]: readonly Float64Array[],
): () => void {
  const R = new Float64Array(size * size);
  return () => {
    const { beta, etaDec, etaEnc } = settings;
    const scale = 2 / (etaDec * etaDec);
    const pull = (beta * etaDec * etaDec) / (etaEnc * etaEnc);
    product(U, V, size, size, size, R);
    for (let k = 0; k < R.length; k++) R[k] = R[k]! - Z[k]!;
    productTransposed(R, V, size, size, size, gU!);
    transposedProduct(U, R, size, size, size, gV!);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const k = i * size + j;
        gU![k] = scale * (gU![k]! + U[k]! * Math.exp(2 * logSd[j]!));
        gV![k] = scale * (gV![k]! + pull * V[k]!);
      }
    if (gS) decoderPull(U, size, logSd, scale, pull, beta, gS);
  };
}

/** ∂/∂ log σ_j = 2σ_j²(|u_j|² + βc²)/η_dec² − 2β, u_j the j-th column of U. */
export function decoderPull(
  U: Float64Array,
  size: number,
  logSd: Float64Array,
  scale: number,
  pull: number,
  beta: number,
  out: Float64Array,
): void {
  for (let j = 0; j < size; j++) {
    let square = pull;
    for (let i = 0; i < size; i++) square += U[i * size + j]! ** 2;
    out[j] = scale * Math.exp(2 * logSd[j]!) * square - 2 * beta;
  }
}
