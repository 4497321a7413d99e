import { ProblemError } from '../../../engine/bench.ts';
import type { Random } from '../../../math/random.ts';

/** Matrices row-major, a row an output; without latents those of z and of its prior are empty. */
export interface RecurrentWeights {
  readonly units: number;
  readonly latents: number;
  readonly tau: number;
  readonly Wdd: Float64Array;
  readonly Wdz: Float64Array;
  readonly bd: Float64Array;
  readonly Wpm: Float64Array;
  readonly bpm: Float64Array;
  readonly Wps: Float64Array;
  readonly bps: Float64Array;
  readonly Wxd: Float64Array;
  readonly bx: Float64Array;
}

/** Weights uniform in ±√(6/(fan in + fan out)), biases 0. Throws a ProblemError for a time constant below one step. */
export function recurrentWeights(units: number, latents: number, tau: number, random: Random): RecurrentWeights {
  if (!(tau >= 1))
    throw new ProblemError(`The time constant τ is ${tau} steps and must be at least 1, or a step overshoots.`);
  const glorot = (outputs: number, inputs: number) => {
    const reach = Math.sqrt(6 / (outputs + inputs));
    return Float64Array.from({ length: outputs * inputs }, () => reach * (2 * random() - 1));
  };
  return {
    units,
    latents,
    tau,
    Wdd: glorot(units, units),
    Wdz: glorot(units, latents),
    bd: new Float64Array(units),
    Wpm: glorot(latents, units),
    bpm: new Float64Array(latents),
    Wps: glorot(latents, units),
    bps: new Float64Array(latents),
    Wxd: glorot(1, units),
    bx: new Float64Array(1),
  };
}

/** The arrays that are trained, in one order. */
export const arraysOf = (weights: RecurrentWeights): Float64Array[] => [
  weights.Wdd,
  weights.Wdz,
  weights.bd,
  weights.Wpm,
  weights.bpm,
  weights.Wps,
  weights.bps,
  weights.Wxd,
  weights.bx,
];

/** Zeros of the same shapes, for gradients. */
export function zerosLike(weights: RecurrentWeights): RecurrentWeights {
  const zero = (values: Float64Array) => new Float64Array(values.length);
  return {
    ...weights,
    Wdd: zero(weights.Wdd),
    Wdz: zero(weights.Wdz),
    bd: zero(weights.bd),
    Wpm: zero(weights.Wpm),
    bpm: zero(weights.bpm),
    Wps: zero(weights.Wps),
    bps: zero(weights.bps),
    Wxd: zero(weights.Wxd),
    bx: zero(weights.bx),
  };
}
