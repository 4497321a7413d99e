import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';

/**
 * Minimum-entropy coupling, and the same through a bottleneck: p and q are given, and a chain X → T → Y is sought whose
 * ends have these laws, whose middle has at most R bits of entropy, and in which Y says as much about X as it can.
 *
 *   max I(X;Y)   with   X ~ p,  Y ~ q,  H(T) ≤ R
 *
 * In code   In the paper (Ebrahimi, Chen & Khisti 2024)
 * p, q      p_X, p_Y                 masses of the two ends, each sums to 1
 * rate      R                        most bits the code T may have
 * encoder   p_XT                     joint masses of X and T, n × letters
 * places    P_TY                     masses of the coupling of T and Y in the order in which they were placed
 *
 * Without a bottleneck T is X itself. All entropies and informations are in bits.
 */
export interface Couple {
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** The pair's own R in place of the method's; null where the method's counts. */
  readonly rate: number | null;
}

/** One pair, solved mass by mass, or many, of which each step solves one. */
export interface Marginals {
  readonly pairs: readonly Couple[];
  /** What was changed on the way in, in sentences. */
  readonly notes: readonly string[];
}

/** Valid until the next pull. What is not placed yet counts as coupled independently, so every iterate is a chain. */
export interface Chain extends Settling {
  readonly couple: Couple;
  readonly phase: 'Encoder' | 'Decoder';
  /** R that the encoder kept to, in bits; null without a bottleneck. */
  readonly rate: number | null;
  /** n × letters, row-major: masses of X and T together. */
  readonly encoder: Float64Array;
  readonly letters: number;
  readonly places: readonly Place[];
  /** Masses of T and of Y that no place has used. */
  readonly leftT: Float64Array;
  readonly leftY: Float64Array;
}

/** A mass in cell (t, y) of the coupling. */
export interface Place {
  readonly t: number;
  readonly y: number;
  readonly mass: number;
}

/** Most letters of a law. */
export const MOST_LETTERS = 256;

export const method = typedMethod<Marginals, Chain>();
export const instance = typedInstance<Marginals>();
