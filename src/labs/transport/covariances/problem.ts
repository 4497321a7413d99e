import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * A batch of covariance matrices: what is their mean, and how are they brought to mean I and variance 1 without leaving the
 * symmetric positive definite matrices? The Bures-Wasserstein distance is that of optimal transport between the Gaussians
 *
 *   d²(A, B) = tr A + tr B − 2 tr (A^½ B A^½)^½
 *
 * In code      In the paper
 * matrices     X_i       the batch
 * mean         G         its mean
 * theta        θ         power of the matrices before anything else
 * M, W         M, W      metric and bias of the layer
 * shift        s         standard deviation after the layer
 * variance     ν         mean d² to the mean, over θ²
 */
export interface CovarianceBatch {
  readonly kind: 'ellipses' | 'spectrum' | 'user';
  readonly d: number;
  /** Each d × d, row-major, symmetric positive definite. */
  readonly matrices: readonly Float64Array[];
  /** Eigenvalues of the covariance that the batch was drawn from; null for a reader's. */
  readonly spectrum: Float64Array | null;
}

/** Whose mean it is: the geometry in which it is nearest to the batch. */
export type Geometry = 'bures' | 'affine' | 'logEuclidean' | 'arithmetic';

/** Steps of the layer in order; `mean` is the only one of the means. */
export type Stage = 'power' | 'mean' | 'variance' | 'centre' | 'scale' | 'bias' | 'restore' | 'running';

export interface Averaging extends Settling {
  readonly geometry: Geometry;
  readonly stage: Stage;
  /** Null while there is none yet. */
  readonly mean: Float64Array | null;
  /** What the mean is of. */
  readonly averaged: readonly Float64Array[];
  /** The batch as it is now. */
  readonly now: readonly Float64Array[];
  /** Whether `now` is judged by its own barycentre, as in the layer, or by `mean`. */
  readonly normalised: boolean;
  /** Tangent vectors at I that `now` was made from; null where it was not. */
  readonly tangents: readonly Float64Array[] | null;
  /** ν, and the running statistics; null before the layer has them, and for means. */
  readonly variance: number | null;
  readonly running: { readonly mean: Float64Array; readonly variance: number } | null;
}

export const method = typedMethod<CovarianceBatch, Averaging>();
export const instance = typedInstance<CovarianceBatch>();
