import { type Settling, instance as typedInstance, method as typedMethod } from '../../../engine/bench.ts';
import type { Channel, DiscreteJoint } from '../../../math/bottleneck-curve.ts';

/**
 * The information bottleneck of a discrete joint distribution: the most I(T;Y) a description T of X can have at each
 * I(X;T).
 *
 *   min over p(t|x) of  I(X;T) − β I(T;Y)      (deterministic: H(T) − β I(T;Y))
 *
 * In code    In the papers
 * joint      p(x, y)            rows × cols, row-major
 * encoder    p(t|x)             rows × letters
 * beta       β                  price of a bit about Y, in bits about X
 */
export interface Bottleneck {
  readonly joint: DiscreteJoint;
  readonly channel: Channel;
  /** Names of the rows, for the picture of the encoder; empty where they have none. */
  readonly rowNames: readonly string[];
  /** H(X), H(Y), I(X;Y), bits. */
  readonly hX: number;
  readonly hY: number;
  readonly ixy: number;
  /** β at which the trivial description stops being a minimum: 1 / (second singular value of p(x,y)/√p(x)p(y))². */
  readonly criticalBeta: number;
  /** Most I(T;Y) at an I(X;T), bits, where it has a closed form. */
  readonly closedForm: ((ixt: number) => number) | null;
  readonly notes: readonly string[];
}

/** A finished point of the curve, bits. */
export interface CurvePoint {
  readonly beta: number;
  readonly ixt: number;
  readonly ity: number;
  readonly hT: number;
  /** Letters of T in use that say different things about Y. */
  readonly letters: number;
  readonly sweeps: number;
}

export interface Annealing extends Settling {
  readonly beta: number;
  /** p(t|x) at this β, rows × letters. */
  readonly encoder: Float64Array;
  readonly letters: number;
  /** Largest change of p(t|x) in the last sweep. */
  readonly change: number;
  /** Sweeps taken at this β. */
  readonly sweeps: number;
  /** Finished points, β descending. */
  readonly curve: readonly CurvePoint[];
}

export const method = typedMethod<Bottleneck, Annealing>();
export const instance = typedInstance<Bottleneck>();
