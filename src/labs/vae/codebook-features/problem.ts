import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Mlp } from '../../../math/mlp.ts';

/**
 * A network learns where an automaton may go next, through a narrow layer whose activations are replaced by codes.
 *
 *   state, two digits → encoder → a ∈ R^width → mean of the k most similar codewords → decoder → next state
 *
 * In code       In the paper
 * width         -            neurons of the narrow layer, fewer than states
 * codes         c_j          codewords, count × width
 * kept          k            codewords put in place of a
 * successors    -            states that may follow, four of each
 */
export interface Automaton {
  readonly states: number;
  /** Digits of a state: states = base². */
  readonly base: number;
  /** states × SUCCESSORS. */
  readonly successors: Int32Array;
  /** states × 2 base: both digits, one-hot. */
  readonly inputs: Float64Array;
}

/** States that may follow a state, all as likely. */
export const SUCCESSORS = 4;

export interface Codebook {
  readonly count: number;
  readonly kept: number;
  /** count × width. */
  readonly words: Float64Array;
}

/** Valid until the next pull. */
export interface Reader extends Settling {
  readonly encoder: Mlp;
  readonly decoder: Mlp;
  /** null: activations pass as they are. */
  readonly codebook: Codebook | null;
}

export const method = typedMethod<Automaton, Reader>();
export const instance = typedInstance<Automaton>();
