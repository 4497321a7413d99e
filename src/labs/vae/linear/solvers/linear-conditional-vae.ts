import { product, productTransposed, transposedProduct } from '../../../../math/matrix-product.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { type ConditionalFit, type LinearData, method, type VaeSettings } from '../problem.ts';
import { jointCovariance } from '../spectrum-of.ts';
import { descend, weights } from '../training.ts';
import { decoderPull, vaeParams } from './linear-vae.ts';

/**
 * A linear VAE of an output y whose encoder and decoder both see a condition x.
 *
 * Source   Dang, Tran, Nguyen & Ho 2024, arXiv 2306.05023, its analysis of the conditional VAE.
 * Solves   η_dec⁻² [ E‖U₁m + U₂x − y‖² + tr(U₁ΣU₁ᵀ) + βc²(E‖m‖² + tr Σ) ] − β log|Σ| → min, m = W₁x + W₂y, c = η_dec/η_enc.
 * Cost     2 d(k + d)² + 3 d²(k + d) multiply-adds an update, k numbers in the condition.
 * Rate     As for the VAE of what the condition leaves over, Cov(y | x).
 * Needs    η_dec, η_enc > 0; a condition is given whitened. Without one it is the plain VAE.
 * Fails    Never seen; at a correlation near 1 what is left over is small, and its modes are slow.
 * Departs  The paper trains on samples; here the expectation is exact.
 */
export const linearConditionalVae = method({
  label: 'Linear conditional VAE',
  source: 'Dang et al. 2024, arXiv 2306.05023',
  precision: 'float64',
  params: vaeParams,
  solve(problem, given, run) {
    const { learned, sigma } = given;
    const { size } = problem;
    const k = problem.condition?.size ?? 0;
    const settings: VaeSettings = liveValues(given, ['beta', 'etaDec', 'etaEnc'], { sigma: learned ? null : sigma });
    const U = weights(run.random, size, size);
    const direct = weights(run.random, size, k);
    const W = weights(run.random, size, k + size);
    const logSd = new Float64Array(size).fill(learned ? 0 : Math.log(sigma));
    const parameters = learned ? [U, direct, W, logSd] : [U, direct, W];
    const gradients = parameters.map(({ length }) => new Float64Array(length));
    return descend<ConditionalFit>(
      problem,
      { model: 'conditional', settings, U, direct, W, logSd },
      parameters,
      gradients,
      conditionalGradient(problem, settings, { U, direct, W, logSd }, gradients),
      () => run.count('multiply-add', 2 * size * (k + size) ** 2 + 3 * size * size * (k + size)),
    );
  },
});

/** Overwrites [∂U₁, ∂U₂, ∂W, ∂ log σ], the last where there is room for it. */
export function conditionalGradient(
  problem: LinearData,
  settings: VaeSettings,
  { U, direct, W, logSd }: Pick<ConditionalFit, 'U' | 'direct' | 'W' | 'logSd'>,
  [gU, gDirect, gW, gS]: readonly Float64Array[],
): () => void {
  const { size } = problem;
  const k = problem.condition?.size ?? 0;
  const wide = k + size;
  const C = jointCovariance(problem);
  const R = new Float64Array(size * wide);
  const RC = new Float64Array(size * wide);
  const WC = new Float64Array(size * wide);
  return () => {
    const { beta, etaDec, etaEnc } = settings;
    const scale = 2 / (etaDec * etaDec);
    const pull = (beta * etaDec * etaDec) / (etaEnc * etaEnc);
    // R = U₁W + [U₂, −I]: the error as a map of condition and output.
    product(U, W, size, size, wide, R);
    for (let i = 0; i < size; i++) {
      for (let a = 0; a < k; a++) R[i * wide + a] = R[i * wide + a]! + direct[i * k + a]!;
      R[i * wide + k + i] = R[i * wide + k + i]! - 1;
    }
    product(R, C, size, wide, wide, RC);
    product(W, C, size, wide, wide, WC);
    productTransposed(RC, W, size, wide, size, gU!);
    transposedProduct(U, RC, size, size, wide, gW!);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const at = i * size + j;
        gU![at] = scale * (gU![at]! + U[at]! * Math.exp(2 * logSd[j]!));
      }
      for (let a = 0; a < k; a++) gDirect![i * k + a] = scale * RC[i * wide + a]!;
    }
    for (let at = 0; at < WC.length; at++) gW![at] = scale * (gW![at]! + pull * WC[at]!);
    if (gS) decoderPull(U, size, logSd, scale, pull, beta, gS);
  };
}
