import type { Settling } from '../../../engine/bench.ts';

/** Float64 from typed-array methods, float32 from those on a device. */
export type Reals = Float64Array | Float32Array;

/**
 * What a method believes about the weights after a step: an equal mixture of networks, each a point or a Gaussian with
 * independent weights. Valid until the next pull; the object is new at each step, its arrays may be reused.
 */
export interface Posterior extends Settling {
  readonly step: number;
  /** One Gaussian network (variational methods), one point, or several points (ensembles, chains). */
  readonly networks: readonly Network[];
  /** Objective of the last step: crossEntropy + its share of the KL term. */
  readonly loss: number;
  /** Mean of −ln p(y | x, w) over the batch, nats. */
  readonly crossEntropy: number;
  /** KL(q ‖ prior) a datum, unweighted; NaN where there is no q with a density. */
  readonly kl: number;
  /** Length of the gradient of the last step over all parameters. */
  readonly gradientNorm: number;
  /** The last exchange of weights; null for methods with a fixed pattern. */
  readonly topology: Topology | null;
  readonly cost: Cost;
  /** What is believed about which weights are there; methods that infer it. */
  readonly support?: Support;
}

export interface Network {
  readonly layers: readonly Layer[];
}

/** h = x Wᵀ + b, W outputs × inputs. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Null: all weights are there and `mean` is outputs × inputs. Otherwise weight k of row o stands in column columns[k]. */
  readonly pattern: Pattern | null;
  readonly mean: Reals;
  /** Standard deviations beside the means; null: the weights are points. */
  readonly sd: Reals | null;
  readonly bias: Reals;
}

/** Weights that exist, row after row: those of row o at rowStart[o] ≤ k < rowStart[o + 1], columns ascending. */
export interface Pattern {
  readonly rowStart: Int32Array;
  readonly columns: Int32Array;
}

export interface Topology {
  /** Step of the last exchange, 0 before the first. */
  readonly step: number;
  /** By layer: flat indexes (row · inputs + column) that left and that entered at that step; a weight that left and came back is in neither. */
  readonly removed: readonly Int32Array[];
  readonly added: readonly Int32Array[];
  /** The last exchange in which anything changed; absent where the method does not say. */
  readonly recent?: Pick<Topology, 'step' | 'removed' | 'added'>;
  /** |μ|/σ that the weights which left had; all layers in one list. */
  readonly removedRatios?: Float64Array;
  /** Share of all weights that were ever active. */
  readonly everActive: number;
  /** Weights in both, over weights in either, of now and the first step. */
  readonly overlap: number;
}

/** Binary supports s of the matrices with their beliefs, by layer and flat (outputs × inputs). */
export interface Support {
  readonly layers: readonly SupportLayer[];
  /** The evidence lower bound without the data's part, nats, at the last update of the support. */
  readonly bound: number;
}

export interface SupportLayer {
  /** q(s = 1). */
  readonly active: Float64Array;
  /** Log odds of a weight being there: by its own precision, and by the other weights. */
  readonly evidence: Float64Array;
  readonly message: Float64Array;
  /** ⟨ρ⟩, mean precision of the weight's prior. */
  readonly precision: Float64Array;
}

/** Work and memory, counted and not computed from a formula. */
export interface Cost {
  /** Multiply-adds of layer products in training so far, and those dense variational inference would have taken. */
  readonly multiplyAdds: number;
  readonly denseMultiplyAdds: number;
  /** Their ratio as the method's paper computes it; null where it gives no formula. */
  readonly formula: number | null;
  /** Numbers held between two steps. */
  readonly held: Held;
}

export interface Held {
  readonly means: number;
  /** With whatever else a posterior holds of each weight beside its mean. */
  readonly sds: number;
  readonly biases: number;
  /** Running moments of the optimiser. */
  readonly moments: number;
  /** Row starts and columns of sparse layers. */
  readonly indexes: number;
}

/**
 * Multiply-adds in the layer products of a step of dense variational inference, each for means and for variances: forward,
 * gradient of the weights, gradient of the inputs; the data need no gradient.
 */
export function denseStepCost(sizes: readonly number[], rows: number): number {
  let sum = 0;
  for (let l = 0; l + 1 < sizes.length; l++) sum += (l === 0 ? 4 : 6) * sizes[l]! * sizes[l + 1]!;
  return sum * rows;
}

/** Weights that exist in a network. */
export const activeWeights = ({ layers }: Network): number => layers.reduce((sum, { mean }) => sum + mean.length, 0);
