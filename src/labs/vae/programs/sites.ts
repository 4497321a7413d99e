import { ProblemError } from '../../../engine/bench.ts';
import { blend, constant, type Dual, exponential, logarithm, logNormal, minus, plus, times } from './dual.ts';
import type { Noise } from './noise.ts';
import type { Sites } from './problem.ts';

/** Constants that are taken off a value before it weighs a score, one a parameter, and what they are learned from. */
export interface Baseline {
  readonly level: Float64Array;
  /** Told the value that follows a choice and the choice's score. */
  readonly observe: (value: number, score: readonly number[]) => void;
}

/** Pathwise: x = μ + σ ε carries its tangent on. */
export const reparameterised =
  (noise: Noise): Sites['normal'] =>
  (mean, logSd, then) =>
    then(plus(mean, times(exponential(logSd), constant(noise.normal()))));

/** REINFORCE: f' + (f − b) ∇log q(x) at an x without tangent. */
export const scoredNormal =
  (noise: Noise, baseline: Baseline | null): Sites['normal'] =>
  (mean, logSd, then) => {
    const x = constant(mean.value + Math.exp(logSd.value) * noise.normal());
    return scored(then(x), logNormal(x, mean, logSd).tangent, baseline);
  };

export const scoredFlip =
  (noise: Noise, baseline: Baseline | null): Sites['flip'] =>
  (chance, then) => {
    const heads = noise.uniform() < chance.value;
    return scored(then(heads), logarithm(heads ? chance : minus(constant(1), chance)).tangent, baseline);
  };

function scored(rest: Dual, score: readonly number[], baseline: Baseline | null): Dual {
  baseline?.observe(rest.value, score);
  const weighed = score.map((slope, p) => (rest.value - (baseline?.level[p] ?? 0)) * slope);
  return { value: rest.value, tangent: blend(1, rest.tangent, 1, weighed) };
}

/** Σ_v [q'(v) f(v) + q(v) f'(v)]: both ways, weighed. */
export const enumeratedFlip: Sites['flip'] = (chance, then) =>
  plus(times(chance, then(true)), times(minus(constant(1), chance), then(false)));

/** f'(b) + p' (f(1) − f(0)): the way not taken is evaluated on the same randomness, for its value alone. */
export const measureValuedFlip =
  (noise: Noise): Sites['flip'] =>
  (chance, then) => {
    const heads = noise.uniform() < chance.value;
    const from = noise.mark();
    const taken = then(heads);
    noise.rewind(from);
    const other = then(!heads);
    const difference = heads ? taken.value - other.value : other.value - taken.value;
    return { value: taken.value, tangent: blend(1, taken.tangent, difference, chance.tangent) };
  };

/** A path through a yes or no has no derivative. */
export const noFlip: Sites['flip'] = () => {
  throw new ProblemError(
    'A flip cannot be reparameterised; score functions, enumeration and measure-valued derivatives fit it.',
  );
};
