import { ProblemError } from '../../../../engine/bench.ts';
import { product, productTransposed, transposedProduct } from '../../../../math/matrix-product.ts';
import { number, toggle } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { hierarchyHasMinimum } from '../closed-form.ts';
import { type HierarchicalFit, type HierarchySettings, method } from '../problem.ts';
import { descend, noiseParams, weights } from '../training.ts';

const weightParam = { min: 0.05, max: 16, default: 1, scale: 'log' } as const;

/**
 * Two latent levels in a chain, all maps linear: z₁ ~ q(·|x), z₂ ~ q(·|z₁); z₂ has the prior, p(z₁|z₂) and p(y|z₁) the noise η_dec.
 *
 * Source   Dang, Tran, Nguyen & Ho 2024, arXiv 2306.05023, its analysis of the hierarchical VAE.
 * Solves   η_dec⁻² [ ‖U₁V₁ − Z‖² + tr(U₁ᵀU₁Σ₁) + β₁ tr(M C Mᵀ) + β₁ tr(U₂ᵀU₂Σ₂) + β₂c²(tr(W₂ C W₂ᵀ) + tr Σ₂) ]
 *          − β₁ log|Σ₁| − β₂ log|Σ₂| → min, with M = U₂W₂ − I and C = V₁V₁ᵀ + Σ₁.
 * Cost     13 d³ multiply-adds an update.
 * Rate     As for one level.
 * Needs    η_dec, η_enc, σ₁ > 0. With both variances learned, β₁ ≤ β₂: where U₂W₂ = I, scaling z₁ by κ adds
 *          2(β₂ − β₁) log κ for each of its numbers and nothing that grows, so that for β₁ > β₂ there is no lowest value,
 *          and the run is refused.
 * Fails    At β₁ = β₂ with both learned the minima form a continuum: what is found depends on the start.
 * Departs  The paper trains on samples; here the expectation is exact.
 */
export const linearHierarchicalVae = method({
  label: 'Linear hierarchical VAE',
  source: 'Dang et al. 2024, arXiv 2306.05023',
  precision: 'float64',
  params: {
    beta1: number({ label: 'Weight on the KL of z₁', symbol: 'β₁', ...weightParam }),
    beta2: number({ label: 'Weight on the KL of z₂', symbol: 'β₂', ...weightParam }),
    ...noiseParams,
    sigma1: number({
      label: 'Fixed sd of the first encoder',
      symbol: 'σ₁',
      min: 0.1,
      max: 3,
      default: 1,
      scale: 'log',
    }),
    learned: toggle({
      label: 'Learn the first encoder’s variances too',
      default: false,
      help: 'Then the objective has a lowest value only where β₁ ≤ β₂, and one set of minima only where β₁ < β₂.',
    }),
  },
  solve(problem, given, run) {
    const { size, Z } = problem;
    const { learned, sigma1 } = given;
    const settings: HierarchySettings = liveValues(given, ['beta1', 'beta2', 'etaDec', 'etaEnc'], {
      sigma1: learned ? null : sigma1,
    });
    if (!hierarchyHasMinimum(settings))
      throw new ProblemError(
        `With both variances learned and β₁ = ${given.beta1} above β₂ = ${given.beta2} the objective has no minimum: where U₂W₂ = I, scaling z₁ by κ adds 2(β₂ − β₁) log κ for each of its numbers, which falls without end; fix the first encoder’s variances, or choose β₁ ≤ β₂.`,
      );
    const square = () => weights(run.random, size, size);
    const [U1, V1, U2, W2] = [square(), square(), square(), square()];
    const logSd1 = new Float64Array(size).fill(learned ? 0 : Math.log(sigma1));
    const logSd2 = new Float64Array(size);
    const parts = { U1, V1, logSd1, U2, W2, logSd2 };
    const parameters = [U1, V1, U2, W2, logSd2, ...(learned ? [logSd1] : [])];
    const gradients = parameters.map(({ length }) => new Float64Array(length));
    return descend<HierarchicalFit>(
      problem,
      { model: 'hierarchical', settings, ...parts },
      parameters,
      gradients,
      hierarchyGradient(Z, size, settings, parts, gradients),
      () => run.count('multiply-add', 13 * size ** 3),
    );
  },
});

/** Overwrites [∂U₁, ∂V₁, ∂U₂, ∂W₂, ∂ log σ₂, ∂ log σ₁], the last where there is room for it. */
export function hierarchyGradient(
  Z: Float64Array,
  size: number,
  settings: HierarchySettings,
  { U1, V1, logSd1, U2, W2, logSd2 }: Pick<HierarchicalFit, 'U1' | 'V1' | 'logSd1' | 'U2' | 'W2' | 'logSd2'>,
  [gU1, gV1, gU2, gW2, gS2, gS1]: readonly Float64Array[],
): () => void {
  const room = () => new Float64Array(size * size);
  const [R, M, C, gM, gC, other] = [room(), room(), room(), room(), room(), room()];
  return () => {
    const { beta1, beta2, etaDec, etaEnc } = settings;
    const noise = etaDec * etaDec;
    const pull = (beta2 * noise) / (etaEnc * etaEnc);
    product(U1, V1, size, size, size, R);
    for (let k = 0; k < R.length; k++) R[k] = R[k]! - Z[k]!;
    product(U2, W2, size, size, size, M);
    productTransposed(V1, V1, size, size, size, C);
    for (let i = 0; i < size; i++) {
      M[i * size + i] = M[i * size + i]! - 1;
      C[i * size + i] = C[i * size + i]! + Math.exp(2 * logSd1[i]!);
    }
    // ∂C = β₁MᵀM + β₂c²W₂ᵀW₂, before the factor 1/η_dec² that all share.
    transposedProduct(M, M, size, size, size, gC);
    transposedProduct(W2, W2, size, size, size, other);
    for (let k = 0; k < gC.length; k++) gC[k] = beta1 * gC[k]! + pull * other[k]!;
    product(M, C, size, size, size, gM);
    for (let k = 0; k < gM.length; k++) gM[k] = 2 * beta1 * gM[k]!;
    productTransposed(gM, W2, size, size, size, gU2!);
    transposedProduct(U2, gM, size, size, size, gW2!);
    product(W2, C, size, size, size, other);
    for (let k = 0; k < gM.length; k++) gW2![k] = (gW2![k]! + 2 * pull * other[k]!) / noise;
    transposedProduct(U1, R, size, size, size, gV1!);
    product(gC, V1, size, size, size, other);
    for (let k = 0; k < gM.length; k++) gV1![k] = (2 * (gV1![k]! + other[k]!)) / noise;
    productTransposed(R, V1, size, size, size, gU1!);
    for (let j = 0; j < size; j++) {
      const s1 = Math.exp(2 * logSd1[j]!);
      const s2 = Math.exp(2 * logSd2[j]!);
      let square1 = gC[j * size + j]!;
      let square2 = pull;
      for (let i = 0; i < size; i++) {
        const k = i * size + j;
        gU1![k] = (2 * (gU1![k]! + U1[k]! * s1)) / noise;
        gU2![k] = (gU2![k]! + 2 * beta1 * U2[k]! * s2) / noise;
        square1 += U1[k]! ** 2;
        square2 += beta1 * U2[k]! ** 2;
      }
      gS2![j] = (2 * s2 * square2) / noise - 2 * beta2;
      if (gS1) gS1[j] = (2 * s1 * square1) / noise - 2 * beta1;
    }
  };
}
