import { product, productTransposed } from '../../../math/matrix-product.ts';
import { symmetricEigen } from '../../../math/symmetric-eigen.ts';
import type { HierarchySettings, Spectrum, VaeSettings } from './problem.ts';

/**
 * Global minima of linear VAEs in singular values. Dang, Tran, Nguyen & Ho 2024, arXiv 2306.05023; for one mode: minimise
 * (uv − θ)² + u²s + βc²v² + βc²s − βη_dec² log s, c = η_dec/η_enc. Then s = βη_dec²/(u² + βc²), v = θu/(u² + βc²), and
 * u² = (θ² − βη_dec²)/η_enc², or 0 where that is negative: the mode has collapsed.
 */
export function vaeMinimum(theta: Float64Array, { beta, etaDec, etaEnc, sigma }: VaeSettings): Spectrum {
  if (sigma === null) {
    const root = theta.map((value) => Math.sqrt(Math.max(0, value * value - beta * etaDec * etaDec)));
    return {
      decoder: root.map((value) => value / etaEnc),
      encoder: root.map((value, i) => (value === 0 ? 0 : (etaEnc * value) / theta[i]!)),
      sds: root.map((value, i) => (value === 0 ? etaEnc : (Math.sqrt(beta) * etaEnc * etaDec) / theta[i]!)),
    };
  }
  const cost = (Math.sqrt(beta) * etaDec) / etaEnc;
  const over = theta.map((value) => Math.max(0, value - cost * sigma));
  return {
    decoder: over.map((value) => Math.sqrt((cost * value) / sigma)),
    encoder: over.map((value) => Math.sqrt((sigma * value) / cost)),
    sds: new Float64Array(0),
  };
}

/** The objective at uncoupled modes of those singular values, with Σ learned. */
export function vaeLossOfModes(theta: Float64Array, at: Spectrum, { beta, etaDec, etaEnc }: VaeSettings): number {
  const c = etaDec / etaEnc;
  let sum = 0;
  theta.forEach((value, i) => {
    const [u, v, s] = [at.decoder[i]!, at.encoder[i]!, at.sds[i]! ** 2];
    sum += ((u * v - value) ** 2 + u * u * s + beta * c * c * (v * v + s)) / (etaDec * etaDec) - beta * Math.log(s);
  });
  return sum;
}

/** Whether the objective of the hierarchy has a lowest value. */
export const hierarchyHasMinimum = ({ beta1, beta2, sigma1 }: HierarchySettings): boolean =>
  sigma1 !== null || beta1 <= beta2;

/**
 * λ of V₁ and ω of U₂, with Σ₂ learned. With Σ₁ learned as well, β₂ > β₁ collapses z₂ whole, which leaves a VAE whose prior
 * sd is η_dec; β₁ = β₂ leaves a continuum of equal minima, and no answer: null.
 */
export function hierarchyMinimum(theta: Float64Array, settings: HierarchySettings): Spectrum | null {
  const { beta1, beta2, etaDec, etaEnc, sigma1 } = settings;
  const sds = new Float64Array(0);
  if (sigma1 === null) {
    if (beta1 >= beta2) return null;
    const { encoder } = vaeMinimum(theta, { beta: beta1, etaDec, etaEnc: etaDec, sigma: null });
    return { encoder, decoder: new Float64Array(theta.length), sds };
  }
  const noise = etaDec * etaDec;
  const variance = sigma1 * sigma1;
  const wide = variance >= (beta2 / beta1) * noise;
  const floor = (variance - (beta2 / beta1) * noise) / (etaEnc * etaEnc);
  const modes = Array.from(theta, (value): { encoder: number; decoder: number } => {
    const square = value * value;
    if (!wide && variance * square < ((beta2 * beta2) / beta1) * noise * noise)
      return {
        encoder: Math.sqrt((sigma1 / Math.sqrt(beta1)) * Math.max(0, value - Math.sqrt(beta1) * sigma1)),
        decoder: 0,
      };
    const own = (variance * square) / (beta2 * etaEnc * etaEnc * noise) - (noise * beta2) / (beta1 * etaEnc * etaEnc);
    return {
      encoder: (sigma1 / (Math.sqrt(beta2) * etaDec)) * Math.sqrt(Math.max(0, square - beta2 * noise)),
      decoder: Math.sqrt(Math.max(0, wide ? Math.max(floor, own) : own)),
    };
  });
  return {
    encoder: Float64Array.from(modes, ({ encoder }) => encoder),
    decoder: Float64Array.from(modes, ({ decoder }) => decoder),
    sds,
  };
}

/** Eigenvalues of Cov(y | x) = C_y − C_yx C_x⁻¹ C_xy, largest first; the condition has k numbers, its covariance no null space. */
export function residualEigenvalues(
  outputs: Float64Array,
  cross: Float64Array,
  conditions: Float64Array,
  size: number,
  k: number,
): Float64Array {
  const whitened = new Float64Array(size * k);
  product(cross, inverseRoot(conditions, k), size, k, k, whitened);
  const left = new Float64Array(size * size);
  productTransposed(whitened, whitened, size, k, size, left);
  for (let i = 0; i < left.length; i++) left[i] = outputs[i]! - left[i]!;
  return symmetricEigen(left, size)
    .values.map((value) => Math.max(0, value))
    .sort()
    .reverse();
}

/** C^(−1/2) of a positive definite C. */
export function inverseRoot(C: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(C, size);
  const scaled = vectors.map((value, at) => value / Math.sqrt(values[at % size]!));
  const root = new Float64Array(size * size);
  productTransposed(scaled, vectors, size, size, size, root);
  return root;
}

/** Greatest log-likelihood of a point under probabilistic PCA with noise of a given variance; eigenvalues of the covariance. */
export function ppcaLogLikelihood(eigenvalues: ArrayLike<number>, variance: number, most: number): number {
  let sum = 0;
  for (let i = 0; i < eigenvalues.length; i++) {
    const value = eigenvalues[i]!;
    const model = i < most ? Math.max(value, variance) : variance;
    sum -= 0.5 * (Math.log(2 * Math.PI * model) + value / model);
  }
  return sum;
}

/** Maximum likelihood of the noise too: the mean of the eigenvalues left out. Tipping & Bishop 1999. */
export function ppcaMaximum(covariance: Float64Array, size: number, most: number) {
  const eigenvalues = symmetricEigen(covariance, size).values.sort().reverse();
  const variance = eigenvalues.slice(most).reduce((sum, value) => sum + value, 0) / (size - most);
  return {
    eigenvalues,
    variance,
    loadings: eigenvalues.slice(0, most).map((value) => Math.sqrt(Math.max(0, value - variance))),
    logLikelihood: ppcaLogLikelihood(eigenvalues, variance, most),
  };
}
