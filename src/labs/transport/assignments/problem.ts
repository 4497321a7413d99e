import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Rows (samples, tokens) to columns (clusters, experts), where columns should be filled evenly, or nearly so, or only by
 * some of the rows. A plan Q says what share of all the mass goes from row i to column k: rows hold 1/n each.
 *
 * In code        Zhang et al. 2024 (P²OT, SP²OT)              Han & Zhong 2025 (expert biases)
 * n, m           N samples, K clusters                        T tokens, E experts
 * gain           −C = log softmax(logits)                     γ, scores of the gate
 * choices        1                                            K experts a token
 * plan           Q; a row of mass 1/n is fully transported    x/(nK)
 * kept           ξ, the virtual column: what rows keep back   -
 * prices         g, potential of the columns                  p, biases of the experts
 * rho            ρ, mass transported                          1
 * gamma, eps     γ weight of the KL penalty, ε of the entropy -
 * lambda         λ₁, weight of the reward ⟨S, QQᵀ⟩            -
 * similarity     S + Sᵀ                                       -
 */
export interface Assignment {
  readonly kind: 'clusters' | 'router' | 'scores';
  readonly n: number;
  readonly m: number;
  /** Columns a row takes. */
  readonly choices: number;
  /** n × m: what a row gains in a column; the cost of transport is −gain. */
  readonly gain: Float64Array;
  /** True column of every row; null where there is none. */
  readonly truth: Uint8Array | null;
  /** Where the rows lie, on their first two principal components, pairs x, y; null where they lie nowhere. */
  readonly plane: Float64Array | null;
  readonly similarity: Similarity | null;
  /** Scores are sigmoid(N(0, 1) + skew), so that fresh batches can be drawn; null where rows are drawn again instead. */
  readonly skew: Float64Array | null;
  readonly notes: readonly string[];
}

/** S + Sᵀ in compressed rows. */
export interface Similarity {
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** What an entropic method solves: the weights of its terms. */
export interface Terms {
  /** Mass of the plan at this step, and the mass that is asked for in the end. */
  readonly rho: number;
  readonly rhoAsked: number;
  /** Infinite for columns that must be filled evenly. */
  readonly gamma: number;
  readonly eps: number;
  readonly lambda: number;
}

/** Routing by the columns of largest gain + price, step after step. */
export interface Routing {
  /** n × choices, now and a step before. */
  readonly chosen: Int32Array;
  readonly chosenBefore: Int32Array;
  /** m × m: rows that went from one column to another, since the start. */
  readonly switched: Float64Array;
  /** Loads of the last steps, at most 100, one a row of m. */
  readonly recent: readonly Float64Array[];
  /** The dual 𝓛/n paid so far over all batches, and what the best fixed prices would have paid. */
  readonly paid: number;
  readonly bestPaid: number;
  /** First step whose prices have a larger 𝓛 than those of the step before, on one batch; 0 for none yet. */
  readonly firstRise: number;
  /** Whether every step sees a batch of its own. */
  readonly fresh: boolean;
}

/** An assignment after a step. Valid until the next pull. */
export interface Assigned extends Settling {
  /** What the rows gained in the columns when this plan was made: the problem's, or a fresh batch. */
  readonly gain: Float64Array;
  /** n × m, rows sum to at most 1/n. */
  readonly plan: Float64Array;
  /** What rows keep back; null where nothing is. */
  readonly kept: Float64Array | null;
  /** Dual prices of the columns; null where the method has none for the balanced problem. */
  readonly prices: Float64Array | null;
  readonly terms: Terms | null;
  /** Potential of the columns that goes with the penalty on their masses; null without one. */
  readonly potential: Float64Array | null;
  /** Plan and kept mass a step before; null where steps are not descents of one objective. */
  readonly before: { readonly plan: Float64Array; readonly kept: Float64Array } | null;
  readonly routing: Routing | null;
  /** Prices so far. */
  readonly trail: Trail | null;
}

/** A history of prices thinned to at most 512 steps. */
export interface Trail {
  readonly steps: readonly number[];
  readonly prices: readonly Float64Array[];
}

/** Parts that most iterates lack. */
export const PLAIN = {
  kept: null,
  prices: null,
  terms: null,
  potential: null,
  before: null,
  routing: null,
  trail: null,
} as const;

export const method = typedMethod<Assignment, Assigned>();
export const instance = typedInstance<Assignment>();
