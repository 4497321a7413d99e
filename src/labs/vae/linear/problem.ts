import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Linear variational autoencoders: encoder q(z|x) = N(Vx̃, Σ) with diagonal Σ, decoder p(y|z) = N(Uz, η_dec² I), prior
 * p(z) = N(0, η_enc² I). Everything the data say is in Z = E[y x̃ᵀ], x̃ the whitened input. Which singular directions of Z
 * does the global minimum of the β-ELBO keep, and which collapse to the prior?
 *
 * In code      In the paper
 * Z, theta     Z, θ_i        target and its singular values, largest first; an autoencoder's θ_i² are variances
 * U, V         U, V          decoder and encoder, singular values ω and λ
 * logSd        ½ log Σ       logarithms of the encoder's standard deviations
 * etaDec       η_dec         sd of the decoder's noise
 * etaEnc       η_enc         sd of the prior
 * cross        C_yx          E[y x̃ᵀ] of the output y with a condition x̃ that has the identity for its covariance
 * residual     e_i           eigenvalues of Cov(y | x), largest first
 */
export interface LinearData {
  readonly size: number;
  readonly theta: Float64Array;
  /** size × size; Z Zᵀ is the covariance of the output. */
  readonly Z: Float64Array;
  readonly condition: Condition | null;
  readonly notes: readonly string[];
}

export interface Condition {
  readonly size: number;
  /** Output size × condition size. */
  readonly cross: Float64Array;
  readonly residual: Float64Array;
  /** Where one number says how much of the output the condition explains, that correlation. */
  readonly rho: number | null;
  /** Variances of the output, largest first. */
  readonly variances: Float64Array;
}

/** What a VAE is trained under. */
export interface VaeSettings {
  readonly beta: number;
  readonly etaDec: number;
  readonly etaEnc: number;
  /** The encoder's sd where it is fixed; null: learned. */
  readonly sigma: number | null;
}

export interface HierarchySettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly etaDec: number;
  readonly etaEnc: number;
  /** The first encoder's sd where it is fixed; null: learned. */
  readonly sigma1: number | null;
}

/** Singular values and standard deviations, each largest first but the sds, smallest first: those of strong modes. */
export interface Spectrum {
  /** ω: of U, in the hierarchy of U₂. */
  readonly decoder: Float64Array;
  /** λ: of V, in the hierarchy of V₁. */
  readonly encoder: Float64Array;
  /** σ where it is learned and known; else empty. */
  readonly sds: Float64Array;
}

/** Spectra after every step, `rows` of them, size numbers a row. */
export interface History {
  rows: number;
  readonly size: number;
  readonly decoder: Float64Array;
  readonly encoder: Float64Array;
}

interface Watched extends Settling {
  /** Updates of the optimiser so far. */
  readonly updates: number;
  readonly history: History;
}

export interface VaeFit extends Watched {
  readonly model: 'vae';
  readonly settings: VaeSettings;
  readonly U: Float64Array;
  readonly V: Float64Array;
  readonly logSd: Float64Array;
}

/** W reads condition and output side by side; U₂, `direct`, leads from the condition to the output. */
export interface ConditionalFit extends Watched {
  readonly model: 'conditional';
  readonly settings: VaeSettings;
  readonly U: Float64Array;
  readonly direct: Float64Array;
  readonly W: Float64Array;
  readonly logSd: Float64Array;
}

export interface HierarchicalFit extends Watched {
  readonly model: 'hierarchical';
  readonly settings: HierarchySettings;
  readonly U1: Float64Array;
  readonly V1: Float64Array;
  readonly logSd1: Float64Array;
  readonly U2: Float64Array;
  readonly W2: Float64Array;
  readonly logSd2: Float64Array;
}

/** Valid until the next pull. */
export type LinearFit = VaeFit | ConditionalFit | HierarchicalFit;

export const method = typedMethod<LinearData, LinearFit>();
export const instance = typedInstance<LinearData>();
